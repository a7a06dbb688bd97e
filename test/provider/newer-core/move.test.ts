/** Roles that another provider had: each type of role, from every source that its platform declares. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { adapters } from '../../../provider/platforms/adapters.js'
import type { Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import { kindNames, kindOf } from '../terraform/support/kinds.js'
import type { Attributes, Core } from './core.js'
import { startCore } from './core.js'

let sandbox: Sandbox
let core: Core

beforeAll(async () => {
  sandbox = await startSandbox({})
})
afterAll(() => sandbox.close())
beforeEach(async () => {
  core = await startCore(sandbox.env)
})

let count = 0
const nextLabel = (): string => `move-${(count += 1)}`

const nobody = { provider: 'nobody/nothing', type: 'nothing_role', attributes: [] }

describe.each(kindNames)('%s', (name) => {
  const sources = adapters.flatMap(({ movedFrom }) => movedFrom?.[name] ?? [])

  test.each(sources)(
    'moves in from $type of $provider with all that it has, and a plan then changes nothing',
    async (source) => {
      const { type, full } = kindOf(name, sandbox)
      const config = full(nextLabel())
      const made = await core.apply(type, null, config)
      const state: Attributes = JSON.parse(JSON.stringify(made.value))
      const theirs = Object.fromEntries(source.attributes.map((each) => [each, state[each]]))
      const moved = await core.move(type, source, theirs)
      expect(moved.value).toMatchObject(Object.fromEntries(source.attributes.map((each) => [each, made.value[each]])))
      const read = await core.refresh(moved)
      expect(read?.value).toEqual(made.value)
      expect(read && (await core.changes(read, config))).toBe(false)
    },
  )

  test('says what can move to it where something else is tried', async () => {
    const { type } = kindOf(name, sandbox)
    const said =
      sources.length > 0 ? sources.map((source) => `- ${source.type} of the provider`).join('\n') : 'takes no state'
    await expect(core.move(type, nobody, {})).rejects.toThrow(said)
  })
})
