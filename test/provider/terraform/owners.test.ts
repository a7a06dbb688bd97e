/** One owner for each role of a platform. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { errorsOf, warningsOf } from './support/errors.js'
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
afterEach(async () => {
  session.interfere()
  await workspace.destroy('-refresh=false')
})

const wayOut = /terraform destroy -refresh=false/

const idOf = async (address: string): Promise<string> => `${(await workspace.attributes(address))?.['id']}`

describe.each(kindNames)('%s', (name) => {
  let kind: Kind
  const address = (key: string): string => `${kind.type}.${key}`

  beforeAll(() => {
    kind = kindOf(name, session.sandbox)
  })

  const write = (roles: object, more: object = {}) => workspace.write({ ...more, resource: { [kind.type]: roles } })
  const importId = (id: string): string => (kind.parent ? `${kind.parent.value}/${id}` : id)
  /** What stands in the API's paths. */
  const pathId = async (label: string): Promise<string> => `${await kind.remote.find(label)}`

  test('a replacement that creates before it destroys fails, and the role and its id stay', async () => {
    await write({ x: { ...kind.full('Before'), lifecycle: [{ create_before_destroy: true }] } })
    expect((await workspace.apply()).code).toBe(0)
    const [id, kept] = [await idOf(address('x')), await pathId('Before')]
    const replaced = await workspace.apply(`-replace=${address('x')}`)
    expect(errorsOf(replaced)).toEqual([expect.stringMatching(/exists[\s\S]*import \{[\s\S]*create_before_destroy/)])
    expect(await pathId('Before')).toBe(kept)
    expect(await idOf(address('x'))).toBe(id)
    expect((await workspace.plan()).code).toBe(0)
  })

  test('-replace and taint are silent', async () => {
    await write({ x: kind.full('Anew'), y: kind.full('Beside') })
    await workspace.apply()
    const replaced = await workspace.apply(`-replace=${address('x')}`)
    expect({ code: replaced.code, shown: errorsOf(replaced) }).toEqual({ code: 0, shown: [] })
    await workspace.run(['taint', address('x')])
    const tainted = await workspace.apply()
    expect({ code: tainted.code, shown: errorsOf(tainted) }).toEqual({ code: 0, shown: [] })
    expect(warningsOf(tainted).filter((text) => text.includes('made anew'))).toEqual([])
    expect((await workspace.plan()).code).toBe(0)
  })

  test('two creates of one name are an error of the plan', async () => {
    await write({ x: kind.full('Twice'), y: kind.minimal('Twice') })
    const plan = await workspace.plan()
    expect(errorsOf(plan)).toEqual([
      expect.stringMatching(new RegExp(`Two resources plan the ${kind.label} "Twice"[\\s\\S]*${wayOut.source}`)),
    ])
    expect(await kind.remote.find('Twice')).toBeNull()
  })

  test('a create of the name of a role that stays is an error of the plan, and the way out works', async () => {
    await write({ x: kind.full('Mine') })
    await workspace.apply()
    await write({ x: kind.full('Mine'), y: kind.minimal('Mine') })
    expect(errorsOf(await workspace.plan())).toEqual([
      expect.stringMatching(
        new RegExp(
          `"Mine" is that of a role that is kept, and another resource plans a new role of it[\\s\\S]*${wayOut.source}`,
        ),
      ),
    ])
    expect((await workspace.destroy('-refresh=false')).code).toBe(0)
    expect(await kind.remote.find('Mine')).toBeNull()
  })

  test('an import to a new address while the old one is destroyed is an error, a moved block is none', async () => {
    await write({ old: kind.full('Moves') })
    await workspace.apply()
    const id = await pathId('Moves')
    await write({ new: kind.full('Moves') }, { import: [{ to: address('new'), id: importId(id) }] })
    const plan = await workspace.plan()
    expect(errorsOf(plan)).toEqual([
      expect.stringMatching(
        /kept by one resource and destroyed by another[\s\S]*in place of the import block[\s\S]*moved \{/,
      ),
    ])
    expect((await workspace.apply()).code).toBe(1)
    expect(await pathId('Moves')).toBe(id)
    await write({ new: kind.full('Moves') }, { moved: [{ from: address('old'), to: address('new') }] })
    const moved = await workspace.plan()
    expect({ errors: errorsOf(moved), changes: moved.changes }).toEqual({
      errors: [],
      changes: [expect.objectContaining({ action: 'move' })],
    })
  })

  test('of two resources that have one role only one writes it in an apply', async () => {
    const described = (description: string) => ({ ...kind.full('Twice'), description })
    await write({ a: described('Before.') })
    await workspace.apply()
    const block = { to: address('b'), id: importId(await pathId('Twice')) }
    await write({ a: described('One.'), b: described('Two.') }, { import: [block] })
    session.requests()
    expect(errorsOf(await workspace.apply())).toEqual([
      expect.stringMatching(/written by this apply and is not updated again[\s\S]*destroy = false/),
    ])
    expect(session.requests().filter(({ method }) => method !== 'GET')).toHaveLength(1)
    await write({ a: described('One.') }, { removed: [{ from: address('b'), lifecycle: [{ destroy: false }] }] })
    expect((await workspace.apply()).code).toBe(0)
  })

  test('a removed block without destroy and an import elsewhere are silent', async () => {
    await write({ old: kind.full('Handed') })
    await workspace.apply()
    const id = await pathId('Handed')
    await write(
      { new: kind.full('Handed') },
      {
        removed: [{ from: address('old'), lifecycle: [{ destroy: false }] }],
        import: [{ to: address('new'), id: importId(id) }],
      },
    )
    const applied = await workspace.apply()
    expect(errorsOf(applied)).toEqual([])
    expect(await pathId('Handed')).toBe(id)
    expect((await workspace.plan()).code).toBe(0)
  })

  test('a new address without a moved block warns with one, and goes through', async () => {
    await write({ old: kind.full('Renamed') })
    await workspace.apply()
    await write({ new: kind.full('Renamed') })
    const plan = await workspace.plan()
    expect(errorsOf(plan)).toEqual([])
    expect(warningsOf(plan)).toContainEqual(
      expect.stringMatching(new RegExp(`"Renamed" is destroyed and made anew[\\s\\S]*from = ${kind.type}.OLD`)),
    )
    const applied = await workspace.apply()
    expect({ code: applied.code, errors: errorsOf(applied) }).toEqual({ code: 0, errors: [] })
    expect((await workspace.plan()).code).toBe(0)
  })

  test('a create waits for a destroy of its name that this run is slow with', async () => {
    await write({ old: kind.full('Slow') })
    await workspace.apply()
    let left = 2
    // Refused as somebody else's would be for a while, so that the create comes first.
    session.interfere(({ method }) =>
      method === 'DELETE' && (left -= 1) >= 0 ? { kind: 'answer', status: 503, body: '{}' } : undefined,
    )
    await write({ new: kind.full('Slow') })
    const applied = await workspace.apply()
    expect({ code: applied.code, errors: errorsOf(applied) }).toEqual({ code: 0, errors: [] })
    expect((await workspace.plan()).code).toBe(0)
  })
})

describe.each(kindNames)('%s', (name) => {
  test('a deletion whose answers are lost never reaches the role that took the name', async () => {
    const kind = kindOf(name, session.sandbox)
    const write = (key: string) => workspace.write({ resource: { [kind.type]: { [key]: kind.full('Lost-answer') } } })
    await write('old')
    await workspace.apply()
    let left = 3
    session.interfere(({ method }) => (method === 'DELETE' && (left -= 1) >= 0 ? { kind: 'lose-answer' } : undefined))
    await write('new')
    const applied = await workspace.apply()
    expect({ code: applied.code, errors: errorsOf(applied) }).toEqual({ code: 0, errors: [] })
    session.interfere()
    expect((await workspace.plan()).code).toBe(0)
    expect(await kind.remote.find('Lost-answer')).not.toBeNull()
  })
})

describe('names that go from one role to another', () => {
  const role = (name: string, more: object = {}) => ({
    name,
    scope_type: 'DEPLOYMENT',
    permissions: ['deployment.get'],
    ...more,
  })
  const write = (roles: object) => workspace.write({ resource: { rolecall_astro_role: roles } })

  test('a rename into the name of a role that goes is silent', async () => {
    await write({ a: role('A'), b: role('B') })
    await workspace.apply()
    await write({ b: role('A') })
    const plan = await workspace.plan()
    expect({ errors: errorsOf(plan), warnings: warningsOf(plan).filter((text) => text.includes('made anew')) }).toEqual(
      { errors: [], warnings: [] },
    )
  })

  test('a name that is given up and taken by a new role is silent', async () => {
    await write({ a: role('A') })
    await workspace.apply()
    await write({ a: role('B'), c: role('A', { depends_on: ['rolecall_astro_role.a'] }) })
    const applied = await workspace.apply()
    expect(errorsOf(applied)).toEqual([])
    expect(warningsOf(applied).filter((text) => text.includes('made anew'))).toEqual([])
    expect((await workspace.plan()).code).toBe(0)
  })

  test('names that move along a list follow each other', async () => {
    const counted = (names: readonly string[]) =>
      workspace.write({
        locals: { names },
        resource: { rolecall_astro_role: { list: { ...role('${local.names[count.index]}'), count: names.length } } },
      })
    await counted(['B', 'C'])
    expect((await workspace.apply()).code).toBe(0)
    await counted(['A', 'B', 'C'])
    const grown = await workspace.apply()
    expect({ code: grown.code, errors: errorsOf(grown) }).toEqual({ code: 0, errors: [] })
    await counted(['B', 'C'])
    const shrunk = await workspace.apply()
    expect({ code: shrunk.code, errors: errorsOf(shrunk) }).toEqual({ code: 0, errors: [] })
    expect((await workspace.plan()).code).toBe(0)
  })

  test('a create of a name whose role another resource has names that one, and no import', async () => {
    await write({ a: role('A') })
    await workspace.apply()
    await workspace.write({
      resource: {
        terraform_data: { late: { input: 'A' } },
        rolecall_astro_role: {
          a: role('A', { description: 'Changed.' }),
          b: role('${terraform_data.late.output}', { depends_on: ['rolecall_astro_role.a'] }),
        },
      },
    })
    const [message = ''] = errorsOf(await workspace.apply())
    expect(message).toMatch(/another resource/)
    expect(message).not.toContain('import {')
  })

  test('two roles that are to have one name are an error', async () => {
    await write({ a: role('A'), b: role('B') })
    await workspace.apply()
    await write({ a: role('A'), b: role('A') })
    expect(errorsOf(await workspace.plan())).toEqual([
      expect.stringMatching(/Two resources plan the name "A"[\s\S]* and /),
    ])
  })

  test('another scope under the same name is a replacement, and silent', async () => {
    await write({ a: role('A') })
    await workspace.apply()
    await write({ a: { ...role('A'), scope_type: 'DAG', permissions: ['dag.airflow.dag.get'] } })
    const applied = await workspace.apply()
    expect(errorsOf(applied)).toEqual([])
    expect(warningsOf(applied).filter((text) => text.includes('made anew'))).toEqual([])
  })
})
