/** `npm test`: install what is missing, build, check types, style and format, run every test. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, MissingError, terraformCommand } from '../provider/build/ensure-installed.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** @type {[string, string, string[]][]} */
const steps = [
  ['build', 'npm', ['run', '--silent', 'build']],
  ['types', 'npx', ['tsc', '-b']],
  ['types of scripts', 'npx', ['tsc', '-p', 'test/tsconfig.scripts.json']],
  ['lint', 'npx', ['eslint', '.']],
  ['format', 'npx', ['biome', 'check']],
  ['tests', 'npx', ['vitest', 'run', '--config', 'test/vitest.config.ts', ...process.argv.slice(2)]],
]

const run = ([name, command, args]) => {
  const started = Date.now()
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (error) console.error(`npm test: ${command} cannot be started: ${error.message}`)
  console.error(
    `npm test: ${name} ${status === 0 ? 'passed' : 'failed'} in ${((Date.now() - started) / 1000).toFixed(1)} s`,
  )
  return status === 0
}

const prepare = () => {
  process.env.TERRAFORM_BINARY_NAME = terraformCommand()
  ensureInstalled('all', (count) => console.error(`npm test: installing ${count} packages`))
}

try {
  prepare()
} catch (error) {
  if (!(error instanceof MissingError)) throw error
  console.error(`npm test: ${error.message}`)
  process.exit(1)
}

process.exitCode = steps.every(run) ? 0 : 1
