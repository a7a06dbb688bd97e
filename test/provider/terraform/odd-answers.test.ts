/** Answers that are well meant and wrong, as Terraform's user sees them: the text names the cause, and the state stays. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { errorsOf } from './support/errors.js'
import type { Kind } from './support/kinds.js'
import { kindNames, kindOf } from './support/kinds.js'
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
afterEach(() => session.interfere())

const answer = (status: number, body: string, headers: Record<string, string> = {}) =>
  ({ kind: 'answer', status, body, headers: { 'content-type': 'application/json', ...headers } }) as const

describe.each(kindNames)('%s', (name) => {
  let kind: Kind
  let address: string

  beforeAll(async () => {
    kind = kindOf(name, session.sandbox)
    address = `${kind.type}.x`
  })

  test.each([
    [
      'a body that is compressed though nobody asked',
      () => answer(200, '\u001f\u008b\u0008', { 'content-encoding': 'gzip' }),
      /compressed \(content-encoding: gzip\)/,
    ],
    [
      'a redirect that leads nowhere',
      () => answer(302, '', { location: 'javascript:alert(1)' }),
      /redirects to "javascript:alert\(1\)", which is no web address/,
    ],
    ['a proxy that wants credentials', () => answer(407, ''), /proxy on the way wants credentials; set HTTPS_PROXY/],
  ])('%s', async (_title, interference, says) => {
    await workspace.write({ resource: { [kind.type]: { x: kind.minimal('Odd') } } })
    expect((await workspace.apply()).code).toBe(0)
    const before = await workspace.attributes(address)
    session.interfere(interference)
    expect(errorsOf(await workspace.plan())).toEqual([expect.stringMatching(says)])
    expect(await workspace.attributes(address)).toEqual(before)
    session.interfere()
    expect((await workspace.destroy()).code).toBe(0)
  })
})

test('a list without an end is an error after the first page that brings nothing new', async () => {
  const kind = kindOf('astro_role', session.sandbox)
  const row = {
    id: 'cl0000000000000000000000a',
    name: 'Again',
    description: null,
    scopeType: 'DEPLOYMENT',
    restrictedWorkspaceIds: [],
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    createdBy: { id: 'x', subjectType: 'USER' },
    updatedBy: { id: 'x', subjectType: 'USER' },
  }
  await workspace.write({ resource: { [kind.type]: { x: kind.minimal('Listed') } } })
  session.interfere(({ method, url }) =>
    method === 'GET' && /\/roles\?/.test(url)
      ? answer(200, JSON.stringify({ roles: [row], defaultRoles: [], totalCount: 1_000_000, limit: 1, offset: 0 }))
      : undefined,
  )
  session.requests()
  const applied = await workspace.apply()
  expect(errorsOf(applied)).toEqual([expect.stringContaining('page 2 of the list brings nothing new')])
  expect(session.requests().length).toBeLessThan(10)
})

test.each([404, 405])('one stray %i to a PATCH is no evidence for an API without it', async (status) => {
  const kind = kindOf('northflank_org_role', session.sandbox)
  const write = (permission: string) =>
    workspace.write({ resource: { [kind.type]: { x: kind.withPermission('Patched', permission) } } })
  await write(kind.permission)
  expect((await workspace.apply()).code).toBe(0)
  let strays = 1
  session.interfere(({ platform, method }) =>
    platform === 'northflank' && method === 'PATCH' && strays-- > 0
      ? answer(status, JSON.stringify({ error: { status, message: 'not here' } }))
      : undefined,
  )
  session.requests()
  await write('Account > Other')
  expect(errorsOf(await workspace.apply())).toEqual([])
  expect(session.requests().filter(({ method }) => method === 'PUT')).toEqual([])
  expect((await workspace.plan()).code).toBe(0)
  expect((await workspace.destroy()).code).toBe(0)
})
