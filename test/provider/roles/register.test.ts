import { findRoleType } from '@rolecall/shared/platforms/registry.js'
import { describe, expect, test } from 'vitest'
import type { Circle } from '../../../provider/roles/circle.js'
import type { Register } from '../../../provider/roles/register.js'
import { createRegister } from '../../../provider/roles/register.js'

const roleType = findRoleType('astro_role')
if (!roleType) throw new Error('there is no such type')
const here: Circle = { roleType, parent: 'one' }
const elsewhere: Circle = { roleType, parent: 'two' }

/** What a plan tells, in order, and which of it is a conflict. */
const conflictsOf = (plan: (register: Register) => readonly (ReturnType<Register['keep']> | undefined)[]) =>
  plan(createRegister()).flatMap((conflict) => (conflict ? [conflict.kind] : []))

describe('what Terraform plans for one resource is no conflict', () => {
  const silent: readonly [string, (register: Register) => readonly (ReturnType<Register['keep']> | undefined)[]][] = [
    ['a role that stays, planned again after its refresh', (r) => [r.keep(here, 'a', 'A'), r.keep(here, 'a', 'A')]],
    [
      'a new name in the second planning',
      (r) => [r.keep(here, 'a', 'A'), r.keep(here, 'a', 'B'), r.create(here, 'A', null)],
    ],
    ['a replacement that was asked for', (r) => [r.keep(here, 'a', 'A'), r.create(here, 'A', 'a')]],
    [
      'the same, planned again after its refresh',
      (r) => [r.keep(here, 'a', 'A'), r.create(here, 'A', 'a'), r.keep(here, 'a', 'A'), r.create(here, 'A', 'a')],
    ],
    ['a tainted role', (r) => [r.read(here, 'a', 'A') as undefined, r.create(here, 'A', null)]],
    [
      'the same, planned before its refresh too',
      (r) => [r.create(here, 'A', null), r.read(here, 'a', 'A') as undefined, r.create(here, 'A', null)],
    ],
    [
      'one name in two places',
      (r) => [r.create(here, 'A', null), r.create(elsewhere, 'A', null), r.keep(elsewhere, 'b', 'B')],
    ],
    [
      'a name that one role gives up and another takes',
      (r) => [r.keep(here, 'a', 'B'), r.keep(here, 'b', 'A'), r.create(here, 'C', null)],
    ],
    [
      'a role that is destroyed and known under two addresses',
      (r) => [r.destroy(here, 'a', 'A'), r.destroy(here, 'a', 'A')],
    ],
    ['a name that is not known yet', (r) => [r.keep(here, 'a', null), r.keep(here, 'b', null)]],
  ]
  test.each(silent)('%s', (_title, plan) => {
    expect(conflictsOf(plan)).toEqual([])
  })
})

describe('two resources are found in either order', () => {
  const conflicts: readonly [string, string, readonly ((register: Register) => ReturnType<Register['keep']>)[]][] = [
    [
      'one role kept and destroyed',
      'kept-and-destroyed',
      [(r) => r.keep(here, 'a', 'A'), (r) => r.destroy(here, 'a', 'A')],
    ],
    [
      'two roles that are to have one name',
      'planned-twice',
      [(r) => r.keep(here, 'a', 'A'), (r) => r.keep(here, 'b', 'A')],
    ],
    ['two creates of one name', 'planned-twice', [(r) => r.create(here, 'A', null), (r) => r.create(here, 'A', null)]],
    [
      'a create beside a replacement',
      'planned-twice',
      [(r) => r.create(here, 'A', null), (r) => r.create(here, 'A', 'a')],
    ],
    ['two replacements', 'planned-twice', [(r) => r.create(here, 'A', 'b'), (r) => r.create(here, 'A', 'a')]],
    [
      'a create of the name of a role that stays',
      'kept-name',
      [(r) => r.create(here, 'A', null), (r) => r.keep(here, 'a', 'A')],
    ],
    [
      'the same name in another form of Unicode',
      'kept-name',
      [(r) => r.create(here, 'e\u0301', null), (r) => r.keep(here, 'a', '\u00e9')],
    ],
    [
      'a create of the name of a role that goes',
      'destroyed-name',
      [(r) => r.create(here, 'A', null), (r) => r.destroy(here, 'a', 'A')],
    ],
  ]
  test.each(conflicts)('%s', (_title, kind, steps) => {
    expect(conflictsOf((register) => steps.map((step) => step(register)))).toEqual([kind])
    expect(conflictsOf((register) => steps.toReversed().map((step) => step(register)))).toEqual([kind])
  })

  test('a tainted role and a second resource of its name, when nothing else has it', () => {
    const register = createRegister()
    register.read(here, 'a', 'A')
    register.keep(here, 'a', 'A')
    expect(register.create(here, 'A', null)?.kind).toBe('kept-name')
  })

  test('an import tells that it was one', () => {
    const register = createRegister()
    register.imported(here, 'a')
    register.destroy(here, 'a', 'A')
    expect(register.keep(here, 'a', 'A')).toEqual({ kind: 'kept-and-destroyed', id: 'a', imported: true })
  })
})

describe('an apply', () => {
  const { signal } = new AbortController()

  test('knows what it wrote and deleted, and the later of the two counts', () => {
    const register = createRegister()
    register.released(here, 'a', 'deleted')
    expect([register.hasDeleted(here, 'a'), register.hasWritten(here, 'a')]).toEqual([true, false])
    register.wrote(here, 'a')
    expect([register.hasDeleted(here, 'a'), register.hasWritten(here, 'a')]).toEqual([false, true])
    expect(register.hasWritten(elsewhere, 'a')).toBe(false)
  })

  test('lets no role of a name be made while one is deleted, whatever its id is made of', async () => {
    const register = createRegister()
    const order: string[] = []
    let end = (): void => undefined
    const deletion = register.deleting(here, 'My Role', async () => {
      await new Promise<void>((resolve) => {
        end = resolve
      })
      order.push('deleted')
    })
    const create = register.undisturbed(here, 'my-role').then(() => order.push('made'))
    await register.undisturbed(here, 'other')
    await register.undisturbed(elsewhere, 'My Role')
    order.push('others')
    end()
    await Promise.all([deletion, create])
    expect(order).toEqual(['others', 'deleted', 'made'])
  })

  test('knows what another resource has', () => {
    const register = createRegister()
    register.keep(here, 'a', 'A')
    register.wrote(here, 'b')
    expect(['a', 'b', 'c'].map((id) => register.isOwned(here, id))).toEqual([true, true, false])
  })

  test('waits for a deletion, and no longer than it is told or Terraform goes on', async () => {
    const register = createRegister()
    const waits = [register.awaitRelease(here, 'a', 60_000, signal), register.awaitRelease(here, 'a', 60_000, signal)]
    register.released(here, 'a', 'deleted')
    expect(await Promise.all(waits)).toEqual([true, true])
    expect(await register.awaitRelease(here, 'a', 60_000, signal)).toBe(true)
    expect(await register.awaitRelease(here, 'b', 1, signal)).toBe(false)
    expect(await register.awaitRelease(here, 'b', 60_000, AbortSignal.abort())).toBe(false)
  })
})
