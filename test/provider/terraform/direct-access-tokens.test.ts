/** Astro roles that Direct Access Tokens hold: Astro refuses to change what these grant. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { errorsOf, warningsOf } from './support/errors.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'
import type { Workspace } from './support/workspace.js'

let session: Session
let workspace: Workspace

beforeAll(async () => {
  session = await startSession()
})
afterAll(() => session.close())
beforeEach(async () => {
  workspace = await session.workspace()
})

const role = (more: object = {}) => ({
  name: 'Held',
  scope_type: 'DEPLOYMENT',
  permissions: ['deployment.get'],
  ...more,
})
const write = (more: object = {}) => workspace.write({ resource: { rolecall_astro_role: { x: role(more) } } })

const tokens = async (method: 'POST' | 'DELETE', path: string, body?: object): Promise<Response> => {
  const { astro } = session.sandbox
  const [organization] = astro.organizations
  return fetch(`${astro.origin}/v1/organizations/${organization?.id}/tokens${path}`, {
    method,
    headers: { authorization: `Bearer ${organization?.token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
}

const says = expect.stringMatching(/The role "Held" is held by Direct Access Tokens[\s\S]*- nightly/)

test('a plan that changes what such a role grants names the tokens, and the refusal says what to do', async () => {
  await write()
  await workspace.apply()
  const made = await tokens('POST', '', { name: 'nightly', kind: 'DIRECT_ACCESS', roles: [{ role: 'Held' }] })
  const { id } = (await made.json()) as { readonly id: string }
  await tokens('POST', '', { name: 'other', kind: 'DIRECT_ACCESS', roles: [{ role: 'Another' }] })

  await write({ permissions: ['deployment.get', 'deployment.update'] })
  const plan = await workspace.plan()
  expect({ code: plan.code, warnings: warningsOf(plan) }).toEqual({ code: 2, warnings: [says] })
  expect(errorsOf(await workspace.apply())).toEqual([expect.stringMatching(/Direct Access Tokens/)])

  // Other changes are no matter of theirs.
  await write({ description: 'Sees deployments.' })
  expect(warningsOf(await workspace.plan())).toEqual([])

  await tokens('DELETE', `/${id}`)
  await write({ permissions: ['deployment.get', 'deployment.update'] })
  const applied = await workspace.apply()
  expect({ code: applied.code, warnings: warningsOf(applied) }).toEqual({ code: 0, warnings: [] })
})

test('tokens that cannot be asked for are no obstacle', async () => {
  await write({ name: 'Unheld' })
  await workspace.apply()
  session.interfere(({ url }) =>
    url.includes('/tokens')
      ? { kind: 'answer', status: 403, body: '{"message":"no","statusCode":403,"requestId":"r"}' }
      : undefined,
  )
  await write({ name: 'Unheld', permissions: ['deployment.get', 'deployment.update'] })
  const applied = await workspace.apply()
  expect({ code: applied.code, shown: [...errorsOf(applied), ...warningsOf(applied)] }).toEqual({ code: 0, shown: [] })
  session.interfere()
})
