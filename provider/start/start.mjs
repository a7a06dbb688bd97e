/**
 * `npm start`: from a fresh clone to roles on three platforms. Installs what is missing, builds, starts
 * the sandbox, deploys the example with the real `cdktf deploy`, and shows what then exists.
 */
import { spawn } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, MissingError, terraformCommand } from '../build/ensure-installed.mjs'
import { spawnApart } from './apart.mjs'
import { finish, handleSignals, isStopping } from './signals.mjs'
import { bold, colours, dim, green, red, say, step, table, withoutColours, yellow } from './terminal.mjs'
import { brokenFile, isUnfinished, undo, undoable } from './undo.mjs'

const provider = fileURLToPath(new URL('..', import.meta.url))
const example = process.env['ROLECALL_EXAMPLE'] ?? fileURLToPath(new URL('../examples/roles-as-code', import.meta.url))
const work = join(example, '.work')
const command = join(provider, 'bin/rolecall.js')

const shown = (path) => relative(process.cwd(), path) || '.'

/** Something a person can put right; all that they see of it is the message. */
class StartError extends Error {}

const lastLine = (text) => text.trim().split('\n').at(-1) ?? ''

/** The sandbox in a process of its own, as a user would run it. */
const startSandbox = () =>
  new Promise((resolve, reject) => {
    const args = [command, 'sandbox', '--json', '--state', join(work, 'sandbox.json')]
    const child = spawnApart(args)
    const output = { out: '', err: '' }
    child.stderr.setEncoding('utf8').on('data', (text) => (output.err += text))
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output.out += text
      if (output.out.includes('\n')) resolve({ env: JSON.parse(output.out).env, stop: () => stop(child) })
    })
    child.on('error', reject)
    child.on('close', () =>
      reject(new StartError(`the sandbox does not start: ${lastLine(output.err).replace(/^rolecall: /, '')}`)),
    )
  })

const stop = (child) =>
  new Promise((resolve) => {
    child.on('close', resolve)
    child.kill('SIGTERM')
  })

const run = (args) =>
  new Promise((/** @type {(value?: void) => void} */ resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let err = ''
    child.stderr.setEncoding('utf8').on('data', (text) => (err += text))
    child
      .on('error', reject)
      .on('close', (code) =>
        code === 0 ? resolve() : reject(new StartError(lastLine(err).replace(/^rolecall: /, ''))),
      )
  })

/**
 * What `terraform init` keeps there is of the last run: the hash of a provider that may have been built anew
 * since, and where the checkout was, which may have been moved or copied.
 */
const forgetLastRun = () => rm(join(example, 'cdktf.out'), { recursive: true, force: true })

const environment = (sandbox, terraform) => ({
  ...process.env,
  ...sandbox,
  TERRAFORM_BINARY_NAME: terraform,
  TF_CLI_CONFIG_FILE: join(work, 'mirror/terraform.rc'),
  CDKTF_SKIP_PROVIDER_LOCK: 'true',
  CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
  CHECKPOINT_DISABLE: '1',
  CI: '1',
})

const portOf = (url) => new URL(url).port

const summary = ({ added, changed, destroyed }) => {
  const parts = [
    [added, 'added'],
    [changed, 'changed'],
    [destroyed, 'destroyed'],
  ].filter(([count]) => count > 0)
  return parts.length === 0 ? 'no changes' : parts.map(([count, what]) => `${count} ${what}`).join(', ')
}

const signs = { created: green('+'), destroyed: red('-') }

const showChange = ({ address, action, lines }) => {
  say(`    ${signs[action] ?? yellow('~')} ${bold(address)} ${dim(action)}`)
  if (action === 'created' || action === 'destroyed') return
  for (const line of lines) say(`    ${colours ? line : withoutColours(line)}`)
}

const deployExample = async (env) => {
  const { deploy } = await import('./deploy.mjs')
  const log = join(work, 'deploy.log')
  const result = await step('cdktf deploy', async () => {
    const outcome = await finish(() => undoable(work, () => deploy(example, env, log)))
    if (!outcome.ok) {
      const reasons = outcome.reasons.length > 0 ? outcome.reasons : ['it ended without saying why']
      throw new StartError(
        `cdktf deploy failed:\n\n${reasons.map((line) => `  ${line}`).join('\n')}\n\nThe whole output: ${shown(log)}`,
      )
    }
    return { text: summary(outcome.counts), value: outcome }
  })
  if (result.warnings.length > 0) say()
  for (const line of result.warnings) say(`    ${yellow('!')} ${line}`)
  if (result.changes.length === 0)
    return say(`\n  ${bold('Nothing changes:')} the platforms are as the role files say.`)
  say()
  result.changes.forEach(showChange)
}

const showRoles = async (env) => {
  const { existingRoles } = await import(new URL('../dist/cli/existing-roles.js', import.meta.url).href)
  const state = JSON.parse(await readFile(join(work, 'terraform.tfstate'), 'utf8'))
  const kinds = await existingRoles(state, env)
  for (const { kind, roles } of kinds) {
    say(`\n  ${bold(kind)}`)
    const rows = roles.map(({ name, permissions, level }) => [name, permissions, level])
    table(['role', ' permissions', 'blast radius'], rows).forEach((line) => say(line))
  }
}

/** The sandbox. That it runs says that no other `npm start` is in its deploy. */
const startPlatforms = async () => {
  const broken = await brokenFile(work)
  if (broken) {
    throw new StartError(
      `${shown(broken.path)} is ${broken.what}. Remove ${shown(work)} and run npm start again: it begins with new platforms.`,
    )
  }
  const found = await startSandbox()
  if (!(await isUnfinished(work))) return found
  await found.stop()
  await undo(work)
  return {
    ...(await startSandbox()),
    notice: 'The last deploy did not finish: the platforms and the state are as they were before it.',
  }
}

const main = async () => {
  const terraform = terraformCommand()
  say(`\n${bold('Rolecall')} ${dim(`roles as code, on ${terraform} and cdktf`)}\n`)
  await step('install', async () => {
    const count = ensureInstalled('start')
    return { text: count === 0 ? 'nothing to do' : `${count} packages` }
  })
  await step('build', async () => {
    await import('../build/build.mjs')
    return { text: 'provider, command and constructs' }
  })
  await mkdir(work, { recursive: true })
  const sandbox = await step('sandbox', async () => {
    const started = await startPlatforms()
    const { ASTRO_API_URL, NORTHFLANK_BASE_URL, JITSUDO_URL } = started.env
    const text = `Astro :${portOf(ASTRO_API_URL)}, Northflank :${portOf(NORTHFLANK_BASE_URL)}, JITSudo :${portOf(JITSUDO_URL)}`
    return { text, value: started }
  })
  if (sandbox.notice) say(`  ${yellow('!')} ${sandbox.notice}`)
  try {
    await run([command, 'mirror', join(work, 'mirror')])
    await forgetLastRun()
    const env = environment(sandbox.env, terraform)
    await deployExample(env)
    if (isStopping()) return
    await showRoles(env)
  } finally {
    await sandbox.stop()
  }
  say(`\n  ${dim(`The roles are in ${shown(join(example, 'roles'))}. Change one and run npm start again.`)}\n`)
}

handleSignals()

try {
  await main()
} catch (error) {
  if (!(error instanceof StartError || error instanceof MissingError)) throw error
  console.error(`\nnpm start: ${error.message}\n`)
  process.exitCode = 1
}
