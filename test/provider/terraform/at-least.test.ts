/** A role with permissions_mode = "at_least" is shared with others, who lose nothing by it. */
import { permissionsAttribute } from '@rolecall/shared/model/permission-places.js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { errorsOf, warningsOf } from './support/errors.js'
import type { Kind } from './support/kinds.js'
import { kindNames, kindOf, roleTypeOf } from './support/kinds.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'
import type { Workspace } from './support/workspace.js'

let session: Session

beforeAll(async () => {
  session = await startSession()
})
afterAll(() => session.close())

/** All texts in a value of any shape. */
const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(textsIn)

describe.each(kindNames)('%s', (name) => {
  let kind: Kind
  let address: string
  let attribute: string
  let workspace: Workspace
  let label: string
  let count = 0

  beforeAll(() => {
    kind = kindOf(name, session.sandbox)
    address = `${kind.type}.x`
    attribute = permissionsAttribute(roleTypeOf(name))
  })
  beforeEach(async () => {
    workspace = await session.workspace()
    count += 1
    label = `Shared-${count}`
  })

  const role = (permissions: readonly string[], more: object = {}) => ({
    ...kind.minimal(label),
    ...kind.granting(permissions).attributes,
    permissions_mode: 'at_least',
    ...more,
  })
  const write = (permissions: readonly string[], more: object = {}, beside: object = {}) =>
    workspace.write({ resource: { [kind.type]: { x: role(permissions, more) } }, ...beside })
  const othersSet = async (permissions: readonly string[]) =>
    kind.remote.change(`${await kind.remote.find(label)}`, kind.granting(permissions).fields)
  const writes = () => session.requests().filter(({ method }) => method !== 'GET')

  const applied = async () => {
    const run = await workspace.apply()
    expect(errorsOf(run)).toEqual([])
    return run
  }
  /** Of the three; others may stand beside what they are granted on. */
  const grantedIn = (value: unknown) => textsIn(value).filter((text) => kind.three.includes(text))
  const expectSettled = async (own: readonly string[], effective: readonly string[]) => {
    const fields = await kind.remote.get(`${await kind.remote.find(label)}`)
    expect(grantedIn(fields?.[attribute]).toSorted()).toEqual(effective.toSorted())
    const plan = await workspace.plan()
    expect({ code: plan.code, diagnostics: plan.diagnostics }).toEqual({ code: 0, diagnostics: [] })
    await workspace.run(['apply', '-refresh-only', '-auto-approve'])
    const state = await workspace.attributes(address)
    expect(grantedIn(state?.[attribute]).toSorted()).toEqual(own.toSorted())
    expect(grantedIn(state?.['effective_permissions']).toSorted()).toEqual(effective.toSorted())
  }

  test('grants and takes back its own, and keeps what others add', async () => {
    const [one, two, three] = kind.three
    await write([one, two])
    expect(warningsOf(await applied())).toEqual([])
    await expectSettled([one, two], [one, two])
    await othersSet([one, two, three])
    await expectSettled([one, two], [one, two, three])
    await write([one])
    expect(warningsOf(await applied())).toEqual([])
    await expectSettled([one], [one, three])
    // What others take away is a difference.
    await othersSet([three])
    expect((await workspace.plan()).changes).toEqual([{ address, action: 'update' }])
    await applied()
    await expectSettled([one], [one, three])
  })

  test('takes all that others gave once it is exact, which the plan says', async () => {
    const [one, two, three] = kind.three
    await write([one])
    await applied()
    await othersSet([one, two, three])
    await write([one], { permissions_mode: 'exact' })
    const plan = await workspace.plan()
    expect(warningsOf(plan)).toEqual([expect.stringContaining('loses permissions that others gave it')])
    expect(warningsOf(plan)[0]).toContain(`- ${two}\n- ${three}`)
    await applied()
    await expectSettled([one], [one])
  })

  test('may take what others gave once it is exact, where its permissions are not known in the plan', async () => {
    const [one, two] = kind.three
    await write([one])
    await applied()
    await othersSet([one, two])
    // Known only once another resource is made.
    const later = `\${terraform_data.later.output}`
    const beside = { terraform_data: { later: { input: one } } }
    const exact = { ...role([later], { permissions_mode: 'exact' }) }
    await workspace.write({ resource: { [kind.type]: { x: exact }, ...beside } })
    const plan = await workspace.plan()
    expect(warningsOf(plan)).toEqual([expect.stringContaining('may lose permissions that others gave it')])
    expect(warningsOf(plan)[0]).toMatch(new RegExp(`- ${two}$`))
    await applied()
    await expectSettled([one], [one])
  })

  test('takes nothing away when it was exact, and sends nothing', async () => {
    const [one, two] = kind.three
    await write([one, two], { permissions_mode: null })
    await applied()
    await write([one])
    const plan = await workspace.plan()
    expect(warningsOf(plan)).toEqual([
      expect.stringContaining(`The role "${label}" keeps permissions that the configuration does not name`),
    ])
    expect(warningsOf(plan)[0]).toContain(`- ${two}`)
    session.requests()
    await applied()
    expect(writes()).toEqual([])
    await expectSettled([one], [one, two])
  })

  test('comes by an import, and a destroy that forgets takes back only what it granted', async () => {
    const [one, two, three] = kind.three
    const id = await kind.remote.create(label, kind.granting([one, two]).fields)
    const block = { to: address, id: kind.parent === null ? id : `${kind.parent.value}/${id}` }
    await write([one], { on_destroy: 'forget' }, { import: block })
    expect(warningsOf(await workspace.plan())).toEqual([expect.stringContaining('keeps permissions')])
    await applied()
    await expectSettled([one], [one, two])
    await write([one, three], { on_destroy: 'forget' })
    await applied()
    await expectSettled([one, three], [one, two, three])
    await workspace.write({})
    const plan = await workspace.plan()
    expect(warningsOf(plan)).toEqual([expect.stringContaining(`is taken back (${one}, ${three})`)])
    await applied()
    const fields = await kind.remote.get(id)
    expect(grantedIn(fields?.[attribute])).toEqual([two])
  })

  test('takes back what it granted when it is replaced by one of another name', async () => {
    const [one, two] = kind.three
    const renamed = kind.edits.find(({ action, attribute: edited }) => action === 'replace' && edited === kind.label)
    if (!renamed) return
    await write([one], { on_destroy: 'forget' })
    await applied()
    const id = `${await kind.remote.find(label)}`
    await othersSet([one, two])
    await write([one], { on_destroy: 'forget', [kind.label]: `${label}-other` })
    await applied()
    expect(grantedIn((await kind.remote.get(id))?.[attribute])).toEqual([two])
  })

  test('leaves to others what they took away once and grant again', async () => {
    const [one, two] = kind.three
    await write([one, two])
    await applied()
    await othersSet([one])
    await write([one])
    await applied()
    await othersSet([one, two])
    await expectSettled([one], [one, two])
  })

  test('takes back what an update granted that got no answer', async () => {
    const [one, two, three] = kind.three
    await write([one])
    await applied()
    await write([one, two])
    session.interfere(({ method }) => (method === 'GET' ? undefined : { kind: 'lose-answer' }))
    expect((await workspace.apply()).code).toBe(1)
    session.interfere()
    await othersSet([one, two, three])
    await applied()
    await write([one])
    await applied()
    await expectSettled([one], [one, three])
  })

  test('is not planned to be nobody’s where the platform refuses a role without permissions', async () => {
    const [one] = kind.three
    await write([one], { on_destroy: 'forget' })
    await applied()
    const plan = await workspace.plan('-destroy')
    const refusal = expect.stringContaining('would be left without permissions')
    expect(errorsOf(plan)).toEqual(roleTypeOf(name).needsPermissions ? [refusal] : [])
  })

  test('is written by two resources of one run, and no part is lost', async () => {
    const [one, two, three] = kind.three
    await write([one])
    await applied()
    const id = `${await kind.remote.find(label)}`
    const both = (mine: readonly string[], theirs: readonly string[]) =>
      workspace.write({ resource: { [kind.type]: { x: role(mine), y: role(theirs) } } })
    await both([one], [one])
    const place = kind.parent === null ? id : `${kind.parent.value}/${id}`
    expect((await workspace.run(['import', `${kind.type}.y`, place])).code).toBe(0)
    await both([one, two], [one, three])
    await applied()
    await expectSettled([one, two], [one, two, three])
    await both([one], [one, three])
    await applied()
    await expectSettled([one], [one, three])
  })

  test('is refused where others changed it after the plan', async () => {
    const [one, two, three] = kind.three
    await write([one])
    await applied()
    await write([one, two])
    await workspace.plan('-out=old.plan')
    await othersSet([one, three])
    const run = await workspace.run(['apply', '-json', 'old.plan'])
    expect(run.code).toBe(1)
    expect(errorsOf(run)).toEqual([expect.stringContaining('was changed in')])
    await applied()
    await expectSettled([one, two], [one, two, three])
  })
})

test('its blast radius and the limit count what others added', async () => {
  const [high, low] = ['Organisation > Team > General > Delete', 'Organisation > Team > General > Read']
  const kind = kindOf('northflank_org_role', session.sandbox)
  const workspace = await session.workspace()
  const write = (more: object, limit: string) =>
    workspace.write({
      provider: { rolecall: { max_blast_radius: limit } },
      resource: {
        [kind.type]: {
          x: { name: 'Counted', permissions: { org_scope: [low] }, permissions_mode: 'at_least', ...more },
        },
      },
    })
  await write({}, 'medium')
  expect(errorsOf(await workspace.apply())).toEqual([])
  const fields = { permissions: { orgScope: [low, high], teamScope: [], projectScope: [] } }
  await kind.remote.change(`${await kind.remote.find('Counted')}`, fields)
  await write({ description: 'Counts.' }, 'medium')
  const plan = await workspace.plan()
  expect(errorsOf(plan)).toEqual([])
  expect(warningsOf(plan)).toEqual([expect.stringContaining('stays high, above the limit medium')])
  expect((await workspace.apply()).code).toBe(0)
  expect(await workspace.attributes(`${kind.type}.x`)).toMatchObject({ blast_radius: { level: 'high' } })
  expect((await workspace.plan()).code).toBe(0)
})
