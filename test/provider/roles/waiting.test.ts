import { findRoleType } from '@rolecall/shared/platforms/registry.js'
import { describe, expect, test } from 'vitest'
import type { Answer, RemoteRole, RoleApi } from '../../../provider/platforms/role-api.js'
import { createKeyedLock } from '../../../provider/roles/keyed-lock.js'
import type { RoleLists } from '../../../provider/roles/role-lists.js'
import { createRoleLists } from '../../../provider/roles/role-lists.js'

const gate = () => {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open: () => open(), opened }
}

describe('a keyed lock', () => {
  test('runs tasks of one key in turn, also after a failure, and others beside them', async () => {
    const lock = createKeyedLock()
    const order: string[] = []
    const { open, opened } = gate()
    const first = lock.run('a', async () => {
      await opened
      order.push('first')
      throw new Error('failed')
    })
    const second = lock.run('a', async () => order.push('second'))
    await lock.run('b', async () => order.push('other'))
    open()
    await expect(first).rejects.toThrow('failed')
    await second
    expect(order).toEqual(['other', 'first', 'second'])
  })
})

describe('lists of roles', () => {
  const roleType = findRoleType('astro_role')
  if (!roleType) throw new Error('there is no such type')
  const { signal } = new AbortController()
  const role = (id: string): RemoteRole => ({ id, attributes: { id, name: id }, updatedAt: null })
  const listing = (roles: readonly RemoteRole[]): Answer<readonly RemoteRole[]> => ({
    ok: true,
    value: roles,
    warnings: [],
    serverTime: null,
  })

  const api = (list: () => Promise<Answer<readonly RemoteRole[]>>): RoleApi => {
    const never = () => Promise.reject(new Error('not called'))
    return { list, get: never, create: never, update: never, delete: never }
  }

  const circle = { roleType, parent: 'one' }
  const query = (of: RoleApi) => ({ ...circle, api: of, signal })

  test.each([
    ['for its rows', (lists: RoleLists, of: RoleApi) => lists.read(query(of)).then((rows) => rows?.size)],
    [
      'for names',
      (lists: RoleLists, of: RoleApi) => lists.names(query(of)).then((list) => list.ok && list.value.all.length),
    ],
    [
      'afterwards',
      (lists: RoleLists, of: RoleApi) => lists.after(query(of)).then((list) => list.ok && list.value.length),
    ],
  ])('that end by the time of one role are asked for again %s by another', async (_title, ask) => {
    const lists = createRoleLists()
    const { open, opened } = gate()
    const late = {
      kind: 'cancelled',
      status: null,
      ambiguous: false,
      outOfTime: true,
      summary: 'late',
      detail: '',
    } as const
    const hurried = api(async () => {
      await opened
      return { ok: false, failure: late }
    })
    let asked = 0
    const patient = api(async () => {
      asked += 1
      return listing([role('a')])
    })
    const first = ask(lists, hurried)
    const second = ask(lists, patient)
    open()
    expect(await first).not.toBe(1)
    expect(await second).toBe(1)
    expect(asked).toBe(1)
  })

  test('are asked for once by all who read meanwhile, and again after a write', async () => {
    let asked = 0
    const lists = createRoleLists()
    const counting = api(async () => listing([role(`r${(asked += 1)}`)]))
    const reads = await Promise.all([1, 2, 3].map(() => lists.read(query(counting))))
    expect(reads.map((rows) => [...(rows?.keys() ?? [])][0])).toEqual(['r1', 'r1', 'r1'])
    lists.drop({ roleType, parent: 'two' })
    expect((await lists.read(query(counting)))?.has('r1')).toBe(true)
    lists.drop(circle)
    expect((await lists.read(query(counting)))?.has('r2')).toBe(true)
  })

  test('of names grow by what is made here, and are asked for anew when they are old', async () => {
    let now = 0
    let asked = 0
    const lists = createRoleLists(() => now)
    const counting = api(async () => listing([role(`r${(asked += 1)}`)]))
    const names = async () => {
      const answer = await lists.names(query(counting))
      return answer.ok ? answer.value.all.map(({ id }) => id) : null
    }
    expect(await names()).toEqual(['r1'])
    lists.add(circle, role('own'))
    expect(await names()).toEqual(['r1', 'own'])
    now += 60_000
    expect(await names()).toEqual(['r2'])
    lists.drop(circle)
    expect(await names()).toEqual(['r3'])
  })

  test('for what a plan can have known stay as they were first, whatever was written', async () => {
    let asked = 0
    const lists = createRoleLists()
    const counting = api(async () => listing([role(`r${(asked += 1)}`)]))
    const first = async () => [...((await lists.first(query(counting)))?.keys() ?? [])]
    expect(await first()).toEqual(['r1'])
    lists.drop(circle)
    expect(await first()).toEqual(['r1'])
    expect(asked).toBe(1)
  })

  test('that are asked for after a call are shared by all who call while one runs, and begin after it', async () => {
    let asked = 0
    const gates = [gate(), gate(), gate()]
    const lists = createRoleLists()
    const slow = api(async () => {
      const mine = (asked += 1)
      await gates[mine - 1]?.opened
      return listing([role(`r${mine}`)])
    })
    const after = async () => {
      const answer = await lists.after(query(slow))
      return answer.ok ? answer.value.map(({ id }) => id) : null
    }
    const one = after()
    const [two, three] = [after(), after()]
    for (const { open } of gates) open()
    expect(await Promise.all([one, two, three])).toEqual([['r1'], ['r2'], ['r2']])
    expect(await after()).toEqual(['r3'])
  })

  test('that cannot be had are not kept for names', async () => {
    let asked = 0
    const lists = createRoleLists()
    const failure = { kind: 'unavailable', status: 500, ambiguous: false, summary: '', detail: '' } as const
    const failing = api(async () => ((asked += 1) === 1 ? { ok: false, failure } : listing([])))
    expect((await lists.names(query(failing))).ok).toBe(false)
    expect((await lists.names(query(failing))).ok).toBe(true)
    expect(await createRoleLists().read(query(api(async () => ({ ok: false, failure }))))).toBeNull()
  })

  test('that cannot be had say why to those who need them, and are asked for once', async () => {
    let asked = 0
    const lists = createRoleLists()
    const failure = { kind: 'unavailable', status: 500, ambiguous: false, summary: '', detail: '' } as const
    const failing = query(api(async () => ((asked += 1) === 1 ? { ok: false, failure } : listing([role('r')]))))
    const [rows, one, other] = await Promise.all([lists.read(failing), lists.all(failing), lists.all(failing)])
    expect([rows, one, other, asked]).toEqual([null, { ok: false, failure }, one, 1])
    lists.drop(circle)
    const answer = await lists.all(failing)
    expect(answer.ok && [...answer.value.keys()]).toEqual(['r'])
    expect(await lists.all(failing)).toBe(answer)
  })
})
