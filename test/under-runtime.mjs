/**
 * `npm run test:executable`: what the provider does, under the runtime of its executable. The tests are the same, and
 * so is the source; what runs it has another HTTP/2, another TLS and other sockets.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { findRuntime } from '../provider/build/runtimes.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const vitest = fileURLToPath(new URL('vitest.mjs', import.meta.resolve('vitest/package.json')))

const tests = ['terraform', 'platforms', 'http', 'plugin', 'rpc', 'framework', 'value'].map(
  (name) => `test/provider/${name}`,
)

/** About the file that node runs. */
const ofNode = ['test/provider/plugin/bundle.test.ts', 'test/provider/plugin/node-guard.test.ts']

const run = (runtime) => {
  const left = ofNode.flatMap((path) => ['--exclude', path])
  const args = ['--bun', vitest, 'run', '--config', 'test/vitest.config.ts', ...left, ...tests, 'test/faults']
  return spawnSync(runtime, args, { cwd: root, stdio: 'inherit' }).status ?? 1
}

const found = findRuntime()
if ('runtime' in found) process.exitCode = run(found.runtime)
else {
  console.error(`Not run: the tests under the executable's runtime, since ${found.missing}.`)
  // In CI nothing may be left out.
  process.exitCode = (process.env['CI'] ?? process.env['ROLECALL_NO_SKIPS']) ? 1 : 0
}
