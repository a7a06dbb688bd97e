/**
 * Whole Terraform commands with the provider in both its forms and, with `--peer FILE`, with another provider's
 * executable for Astro beside them: the same roles, the same service, in turn.
 */
import { chmod, copyFile, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { watchProcesses } from './peak-memory.mjs'
import { megabytes, table } from './table.mjs'
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
            process: 'terraform-provider-astro_v',
            mirror: await mirrorOfPeer(peer),
            of: { local: 'astro', source: 'astronomer/astro', type: 'astro_custom_role', block },
          },
        ]
      : []),
    ...(isThere
      ? [
          {
            name: 'executable',
            process: 'terraform-provider-rolecall_v',
            mirror: await mirrorOfOurs(['--executables']),
            of: ours,
          },
        ]
      : []),
    { name: 'script', process: 'terraform-provider-rolecall_v', mirror: await mirrorOfOurs([]), of: ours },
  ]
}

/** One life of a configuration. Milliseconds of each step; the provider's memory, and its seconds of processor time. */
const life = async (candidate, count, env) => {
  const cwd = await mkdtemp(join(tmpdir(), 'rolecall-bench-'))
  const own = { ...env, TF_CLI_CONFIG_FILE: join(candidate.mirror, 'terraform.rc') }
  await writeFile(join(cwd, 'main.tf'), configuration(candidate.of, count, candidate.name))
  await execute('terraform', ['init', '-input=false'], { cwd, env: own })
  const times = []
  let bytes = 0
  const work = async () => {
    for (const [name, args] of steps) {
      times.push(await timed(() => execute('terraform', args, { cwd, env: own })))
      if (name.startsWith('apply')) bytes = (await stat(join(cwd, 'terraform.tfstate'))).size / count
    }
  }
  const { peak, seconds } = await watchProcesses(candidate.process, work)
  await rm(cwd, { recursive: true })
  return { times, peak, seconds, bytes }
}

const least = (numbers) => Math.min(...numbers)

const compared = (values, show) =>
  values.map((value, index) => `${show(value)}${index > 0 ? ` (${(value / values[0]).toFixed(2)}x)` : ''}`)

const measure = async (count, all, env) => {
  const lives = all.map(() => [])
  for (let run = 0; run < runsFor(count); run += 1)
    for (const [index, candidate] of all.entries()) lives[index].push(await life(candidate, count, env))
  const of = (pick) => lives.map((own) => least(own.map(pick)))
  return [
    ...steps.map(([name], step) => [
      `${name}, ${count}`,
      ...compared(
        of(({ times }) => times[step]),
        (ms) => `${Math.round(ms)} ms`,
      ),
    ]),
    [
      `provider's processor time, ${count}`,
      ...compared(
        of(({ seconds }) => seconds),
        (seconds) => `${seconds.toFixed(2)} s`,
      ),
    ],
    [
      `provider's peak memory, ${count}`,
      ...compared(
        of(({ peak }) => peak),
        megabytes,
      ),
    ],
    [
      `bytes of state a role, ${count}`,
      ...compared(
        of(({ bytes }) => bytes),
        (bytes) => String(Math.round(bytes)),
      ),
    ],
  ]
}

export const commands = async ({ peer }) => {
  const plain = plainEnvironment()
  const sandbox = await startSandbox(plain)
  const env = { ...plain, ...sandbox.env, CHECKPOINT_DISABLE: '1' }
  const all = await candidates(peer, sandbox.env)
  try {
    const rows = []
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
