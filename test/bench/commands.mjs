/**
 * Whole Terraform commands with the provider in both its forms and, with `--peer FILE`, with another provider's
 * executable for Astro beside them: the same roles, the same service, in turn.
 */
import { chmod, copyFile, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { partsOfLives } from './process-lives.mjs'
import { watchProviders } from './provider-usage.mjs'
import { megabytes, milliseconds, table } from './table.mjs'
import { execute, rolecall, startSandbox, timed } from './terraform.mjs'

const counts = (process.env.ROLECALL_BENCH_ROLES ?? '1,10,100,1000').split(',').map(Number)

/** The least of so many: whatever else the machine does only adds to a time. */
const runsFor = (count) => (count < 100 ? 5 : count < 1000 ? 3 : 2)

/** @type {[string, string[]][]} */
const steps = [
  ['validate', ['validate']],
  ['plan of the creation', ['plan', '-input=false', '-out=plan']],
  ['apply of that plan', ['apply', '-input=false', 'plan']],
  ['plan with refresh', ['plan', '-input=false', '-detailed-exitcode']],
  ['destroy', ['destroy', '-auto-approve', '-input=false']],
]

/** What changes how a process starts or whom it asks is not of the measurement. */
const disturbing = /^(?:NODE_EXTRA_CA_CERTS|NODE_OPTIONS|BUN_.*|TF_.*|(?:https?|all|no)_proxy)$/i

const plainEnvironment = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !disturbing.test(name)))

const configuration = ({ local, source, type, block }, count, tag) => `terraform {
  required_providers {
    ${local} = { source = "${source}" }
  }
}
${block}
resource "${type}" "many" {
  count       = ${count}
  name        = "Bench_${tag}_\${count.index}"
  description = "Bench"
  scope_type  = "DEPLOYMENT"
  permissions = ["deployment.get", "deployment.delete", "deployment.envObjects.get", "deployment.update"]
}
`

const ours = { local: 'rolecall', source: 'rolecall/rolecall', type: 'rolecall_astro_role', block: '' }

const mirrorOfOurs = async (options) => {
  const directory = await mkdtemp(join(tmpdir(), 'rolecall-bench-mirror-'))
  await execute(process.execPath, [rolecall, 'mirror', directory, ...options], { env: process.env })
  return directory
}

const mirrorOfPeer = async (file) => {
  const directory = await mkdtemp(join(tmpdir(), 'rolecall-bench-mirror-'))
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const arch = process.arch === 'x64' ? 'amd64' : process.arch
  const folder = join(directory, 'registry.terraform.io/astronomer/astro/0.0.1', `${os}_${arch}`)
  const program = join(folder, 'terraform-provider-astro_v0.0.1')
  await mkdir(folder, { recursive: true })
  await copyFile(file, program)
  await chmod(program, 0o755)
  await writeFile(
    join(directory, 'terraform.rc'),
    `provider_installation {\n  filesystem_mirror {\n    path = "${directory}"\n  }\n}\n`,
  )
  return directory
}

const executable = fileURLToPath(new URL('../../provider/dist/executable/terraform-provider-rolecall', import.meta.url))

const candidates = async (peer, { ASTRO_API_URL: url, ASTRO_ORGANIZATION_ID: organization }) => {
  const block = `provider "astro" {\n  organization_id = "${organization}"\n  host = "${new URL(url).origin}"\n}\n`
  const isThere = await stat(executable).catch(() => null)
  return [
    ...(peer
      ? [
          {
            name: 'peer',
            mirror: await mirrorOfPeer(peer),
            of: { local: 'astro', source: 'astronomer/astro', type: 'astro_custom_role', block },
          },
        ]
      : []),
    ...(isThere
      ? [
          {
            name: 'executable',
            mirror: await mirrorOfOurs(['--executables']),
            of: ours,
          },
        ]
      : []),
    { name: 'script', mirror: await mirrorOfOurs([]), of: ours },
  ]
}

/** A directory with as many roles of a candidate, and the environment to run Terraform in it. */
const prepare = async (candidate, count, env) => {
  const cwd = await mkdtemp(join(tmpdir(), 'rolecall-bench-'))
  const own = { ...env, TF_CLI_CONFIG_FILE: join(candidate.mirror, 'terraform.rc') }
  await writeFile(join(cwd, 'main.tf'), configuration(candidate.of, count, candidate.name))
  await execute('terraform', ['init', '-input=false'], { cwd, env: own })
  return { cwd, env: own }
}

/** One life of a configuration: milliseconds of each step, and the bytes of a role in the state. */
const life = async (candidate, count, env) => {
  const at = await prepare(candidate, count, env)
  const times = []
  let bytes = 0
  for (const [name, args] of steps) {
    times.push(await timed(() => execute('terraform', args, at)))
    if (name.startsWith('apply')) bytes = (await stat(join(at.cwd, 'terraform.tfstate'))).size / count
  }
  await rm(at.cwd, { recursive: true })
  return { times, bytes }
}

/** A life of its own for what the provider takes: looking takes time too. */
const usage = async (candidate, count, env) => {
  const at = await prepare(candidate, count, env)
  const used = []
  for (const [, args] of steps) {
    let end = () => ({ peak: 0, seconds: 0 })
    await execute('terraform', args, { ...at, onStart: (pid) => (end = watchProviders(pid)) })
    used.push(end())
  }
  await rm(at.cwd, { recursive: true })
  return {
    peak: Math.max(...used.map(({ peak }) => peak)),
    seconds: used.reduce((sum, { seconds }) => sum + seconds, 0),
  }
}

/** The parts of a process's life, in a plan of one role. */
const parts = async (candidate, env) => {
  const at = await prepare(candidate, 1, env)
  const runs = []
  for (let run = 0; run < 5; run += 1) runs.push(await partsOfLives(['plan', '-input=false'], at))
  await rm(at.cwd, { recursive: true })
  return Object.fromEntries(Object.keys(runs[0]).map((name) => [name, least(runs.map((each) => each[name]))]))
}

const least = (numbers) => Math.min(...numbers)

const compared = (values, show) =>
  values.map((value, index) => `${show(value)}${index > 0 ? ` (${(value / values[0]).toFixed(2)}x)` : ''}`)

const measure = async (count, all, env) => {
  const lives = all.map(() => [])
  for (let run = 0; run < runsFor(count); run += 1)
    for (const [index, candidate] of all.entries()) lives[index].push(await life(candidate, count, env))
  const used = []
  for (const candidate of all) used.push(await usage(candidate, count, env))
  const row = (name, values, show) => [`${name}, ${count}`, ...compared(values, show)]
  const leastOf = (pick) => lives.map((own) => least(own.map(pick)))
  return [
    ...steps.map(([name], step) =>
      row(
        name,
        leastOf(({ times }) => times[step]),
        milliseconds,
      ),
    ),
    row(
      "provider's processor time",
      used.map(({ seconds }) => seconds),
      (seconds) => `${seconds.toFixed(2)} s`,
    ),
    row(
      "provider's peak memory",
      used.map(({ peak }) => peak),
      megabytes,
    ),
    row(
      'bytes of state a role',
      leastOf(({ bytes }) => bytes),
      (bytes) => String(Math.round(bytes)),
    ),
  ]
}

const measureParts = async (all, env) => {
  const found = []
  for (const candidate of all) found.push(await parts(candidate, env))
  const row = (name, part) => [
    name,
    ...compared(
      found.map((of) => of[part]),
      milliseconds,
    ),
  ]
  return [
    row('a process: start to handshake', 'handshake'),
    row('a process: handshake to the first call', 'connected'),
    row('a process: Shutdown to exit', 'exit'),
  ]
}

export const commands = async ({ peer }) => {
  const plain = plainEnvironment()
  const sandbox = await startSandbox(plain)
  const env = { ...plain, ...sandbox.env, CHECKPOINT_DISABLE: '1' }
  const all = await candidates(peer, sandbox.env)
  try {
    const rows = await measureParts(all, env)
    for (const count of counts) rows.push(...(await measure(count, all, env)))
    const head = ['whole commands, roles', ...all.map(({ name }) => name)]
    return {
      title: 'Terraform commands, the least of several; one life is all five',
      text: table(head, rows),
      ok: true,
    }
  } finally {
    sandbox.stop()
    for (const { mirror } of all) await rm(mirror, { recursive: true })
  }
}
