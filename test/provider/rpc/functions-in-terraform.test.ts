/** Functions as real terraform reads and calls them. Resources are tried in test/provider/framework. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '../../../provider/plugin/log.js'
import type { Reattached } from '../../../provider/plugin/reattach.js'
import { startReattached } from '../../../provider/plugin/reattach.js'
import { providerService } from '../../../provider/rpc/provider-service.js'
import type { Workspace } from '../terraform/support/workspace.js'
import { createWorkspace } from '../terraform/support/workspace.js'
import { serverWith } from './server.js'

let attached: Reattached
let workspace: Workspace

beforeAll(async () => {
  const server = serverWith({
    validateProviderConfig: async () => ({ diagnostics: [] }),
    configureProvider: async () => ({ diagnostics: [] }),
    resources: new Map(),
    dataSources: new Map(),
    callFunction: async ({ args: [separator, ...parts] }) => {
      const wrong = parts.findIndex((part) => part === 'wrong')
      if (wrong >= 0) return { error: 'This part is wrong.', argument: wrong + 1 }
      if (parts.includes('throw')) throw new Error('thrown')
      return { value: parts.join(String(separator ?? '')) }
    },
  })
  attached = await startReattached({
    sources: ['registry.terraform.io/rolecall/rolecall'],
    services: [providerService(server)],
    log: createLog('rolecall', {}),
  })
  workspace = await createWorkspace(() => attached.environment)
})
afterAll(async () => {
  await attached.close()
  await workspace.close()
})

/** Runs an expression, and gives its value or the errors. */
const evaluate = async (expression: string) => {
  await workspace.write({ output: { result: { value: `\${${expression}}` } } })
  const { code, diagnostics } = await workspace.apply()
  if (code !== 0) return diagnostics.map(({ summary, detail }) => `${summary} ${detail}`).join('\n')
  return JSON.parse((await workspace.run(['output', '-json'])).stdout).result.value
}

test.each([
  ['provider::rolecall::join("-", "a", "b")', 'a-b'],
  ['provider::rolecall::join(null, "ä", "🙂")', 'ä🙂'],
  ['provider::rolecall::join("-")', ''],
])('%s gives %j', async (expression, expected) => {
  expect(await evaluate(expression)).toBe(expected)
})

test('an error names the argument', async () => {
  expect(await evaluate('provider::rolecall::join("-", "a", "wrong")')).toMatch(
    /Invalid value for "parts" parameter: This part is wrong\./,
  )
})

test('a bug is told in words', async () => {
  expect(await evaluate('provider::rolecall::join("-", "throw")')).toMatch(
    /Bug in the provider: CallFunction failed unexpectedly: thrown/,
  )
})
