import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemTiming } from '../../../provider/http/environment.js'
import type { Kind, KindName } from './support/kinds.js'
import { kindNames, kindOf } from './support/kinds.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'
import type { Run } from './support/terraform.js'
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

/** A refusal in the words of the role's own platform. */
const refusal = (name: KindName, status: number, message: string, code = 'role_assigned') => {
  const bodies = {
    astro_role: { message, requestId: 'r', statusCode: status },
    northflank_org_role: { error: { status, message, id: 'conflict' } },
    northflank_team_role: { error: { status, message, id: 'conflict' } },
    jitsudo_role: { code, message },
  }
  return {
    kind: 'answer',
    status,
    body: JSON.stringify(bodies[name]),
    headers: { 'content-type': 'application/json' },
  } as const
}

const errorsOf = ({ diagnostics }: Run): readonly string[] =>
  diagnostics.filter(({ severity }) => severity === 'error').map(({ summary, detail }) => `${summary}\n${detail}`)

const deletions = (): number => session.requests().filter(({ method }) => method === 'DELETE').length

describe.each(kindNames)('%s', (name) => {
  let kind: Kind
  let address: string

  beforeAll(() => {
    kind = kindOf(name, session.sandbox)
    address = `${kind.type}.x`
  })

  test('that is still assigned is deleted once it is not', async () => {
    await workspace.write({ resource: { [kind.type]: { x: kind.full('Held') } } })
    await workspace.apply()
    let left = 6
    session.requests()
    session.interfere(({ method }) =>
      method === 'DELETE' && (left -= 1) >= 0 ? refusal(name, 409, 'Role is assigned to 3 teams') : undefined,
    )
    const destroyed = await workspace.destroy()
    expect(errorsOf(destroyed)).toEqual([])
    expect(deletions()).toBe(7)
    expect(await kind.remote.find('Held')).toBeNull()
  })

  test('that stays assigned stays in the state, and the error says who has to let go', async () => {
    await workspace.write({
      provider: { rolecall: { retry: { max_wait_seconds: 10 } } },
      resource: { [kind.type]: { x: kind.full('Kept') } },
    })
    await workspace.apply()
    const before = await workspace.attributes(address)
    session.interfere(({ method }) =>
      method === 'DELETE' ? refusal(name, 409, 'Role is assigned to 3 teams') : undefined,
    )
    const [error = '', ...more] = errorsOf(await workspace.destroy())
    expect(more).toEqual([])
    expect(error).toMatch(
      /it is still assigned[\s\S]*Role is assigned to 3 teams[\s\S]*API (?:tokens|keys)\.[\s\S]*for 10 seconds[\s\S]*max_wait_seconds/,
    )
    expect(error).not.toMatch(/Import|another name/)
    expect(await workspace.attributes(address)).toEqual(before)
    session.interfere()
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('that the platform will never delete is not waited for', async () => {
    await workspace.write({ resource: { [kind.type]: { x: kind.full('Permanent') } } })
    await workspace.apply()
    session.requests()
    session.interfere(({ method }) =>
      method === 'DELETE' ? refusal(name, 409, 'A built-in role cannot be deleted', 'system_role') : undefined,
    )
    const [error = ''] = errorsOf(await workspace.destroy())
    expect(error).toContain('terraform state rm')
    expect(error).not.toMatch(/still assigned|Import|another name/)
    expect(deletions()).toBe(1)
    session.interfere()
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('whose creation is answered 404 lacks its place, or a plan with roles', async () => {
    await workspace.write({ resource: { [kind.type]: { x: kind.full('Placeless') } } })
    session.interfere(({ method }) => (method === 'POST' ? refusal(name, 404, 'Not found', 'not_found') : undefined))
    const [error = '', ...more] = errorsOf(await workspace.apply())
    expect(more).toEqual([])
    expect(error).toContain(kind.parent ? kind.parent.value : 'the organization')
    expect(error).toMatch(/was not found[\s\S]*its plan has no custom roles/)
    expect(error).not.toMatch(/deleted|there is none/)
  })
})

test('Ctrl-C ends the wait for a role that is still assigned, and keeps the state', async () => {
  const patient = await startSession({ timing: systemTiming })
  const kind = kindOf('northflank_org_role', patient.sandbox)
  const own = await patient.workspace()
  await own.write({ resource: { [kind.type]: { x: kind.full('Interrupted') } } })
  await own.apply()
  let refused = 0
  let interrupt = (): void => undefined
  patient.interfere(({ method }) => {
    if (method !== 'DELETE') return undefined
    refused += 1
    // In the pause that follows, which is longer than a second.
    if (refused === 4) setTimeout(interrupt, 100)
    return refusal('northflank_org_role', 409, 'Role is assigned to 3 teams')
  })
  const started = Date.now()
  const destroyed = await own.run(['destroy', '-json', '-auto-approve'], {
    onLine: (_line, child) => {
      interrupt = () => void child.kill('SIGINT')
    },
  })
  expect(destroyed.code).toBe(1)
  expect(Date.now() - started).toBeLessThan(30_000)
  expect(refused).toBe(4)
  expect(errorsOf(destroyed).join()).toMatch(/Stopped before Northflank could delete[\s\S]*Role is assigned to 3 teams/)
  expect(await own.attributes(`${kind.type}.x`)).toMatchObject({ name: 'Interrupted' })
  patient.interfere()
  expect((await own.destroy()).code).toBe(0)
  await patient.close()
})
