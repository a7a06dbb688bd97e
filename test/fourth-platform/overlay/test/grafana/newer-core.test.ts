/** Identity, list and import of a fourth platform, without a line of its own. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sandbox } from '../../provider/sandbox/contract.js'
import { startSandbox } from '../../provider/sandbox/sandbox.js'
import { startCore } from '../provider/newer-core/core.js'
import { query } from '../provider/newer-core/query.js'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({})
})
afterAll(() => sandbox.close())

test('newer cores know a role by its identity, find it in a list and import it', async () => {
  const core = await startCore(sandbox.env)
  const type = 'rolecall_grafana_role'
  const permissions = [{ action: 'dashboards:read', scope: 'a' }, { action: 'folders:read' }]
  const made = await core.apply(type, null, { name: 'Known', permissions })
  expect({ ...made.identity }).toEqual({ uid: made.value['uid'] })
  const config = { name_regex: '^Known$', permission: 'folders:read' }
  const found = await query(core, type, { config, includeObject: true })
  expect(found.map(({ displayName, identity }) => [displayName, identity])).toEqual([['Known', made.identity]])
  const imported = await core.import(type, { identity: { ...made.identity } })
  expect(imported.value).toEqual(found[0]?.object)
  await core.destroy(imported)
})
