/** What a role's resource takes beside the role: kept in the state, and nothing to the platform. */
import type { ResourceOption } from '@rolecall/shared/model/resource-options.js'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { errorsOf } from './support/errors.js'
import type { Attributes, Kind } from './support/kinds.js'
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
afterEach(() => workspace.destroy())

/** Each option: a value of it, another, and one that is wrong. */
const options = {
  deletion_protection: { one: false, other: true, wrong: 'maybe' },
  on_destroy: { one: 'delete', other: 'forget', wrong: 'keep' },
  permissions_mode: { one: 'exact', other: 'at_least', wrong: 'least' },
  timeouts: {
    one: { create: '30s', read: null, update: null, delete: '1h30m' },
    other: { create: null, read: '500ms', update: '2m', delete: null },
    wrong: { create: 'soon' },
  },
} as const satisfies { readonly [Name in ResourceOption]: { one: unknown; other: unknown; wrong: unknown } }

type Option = keyof typeof options

const optionNames = Object.keys(options) as readonly Option[]

const unset = Object.fromEntries(optionNames.map((name) => [name, null]))

describe.each(kindNames)('%s', (name) => {
  let kind: Kind
  let address: string

  beforeAll(() => {
    kind = kindOf(name, session.sandbox)
    address = `${kind.type}.x`
  })

  const write = (role: Attributes, more: object = {}) =>
    workspace.write({ resource: { ...more, [kind.type]: { x: role } } })

  const expectNothingToDo = async () => {
    const plan = await workspace.plan()
    expect({ code: plan.code, diagnostics: plan.diagnostics }).toEqual({ code: 0, diagnostics: [] })
  }

  /** Applied without a refresh, so that any request would be that of the update. */
  const changeOption = async (role: Attributes) => {
    const before = await workspace.attributes(address)
    await write(role)
    const plan = await workspace.plan('-out=option.plan')
    expect(plan.diagnostics).toEqual([])
    expect(plan.changes).toEqual([{ address, action: 'update' }])
    const planned = (await workspace.planned('option.plan'))[address]
    expect(JSON.stringify(planned?.unknown)).not.toContain('true')
    session.requests()
    const applied = await workspace.apply('-refresh=false')
    expect({ code: applied.code, diagnostics: applied.diagnostics }).toEqual({ code: 0, diagnostics: [] })
    expect(session.requests()).toEqual([])
    const after = await workspace.attributes(address)
    expect({ ...after, ...unset }).toEqual({ ...before, ...unset })
    return after
  }

  test('has none where none is set', async () => {
    await write(kind.minimal('Plain'))
    await workspace.apply()
    expect(await workspace.attributes(address)).toMatchObject(unset)
    await expectNothingToDo()
  })

  test.each(optionNames)('is made with %s, and a change of it alone is no request', async (option) => {
    const { one, other } = options[option]
    const role = kind.full('Optional')
    await write({ ...role, [option]: one })
    expect((await workspace.apply()).diagnostics).toEqual([])
    expect(await workspace.attributes(address)).toMatchObject({ [option]: one })
    await expectNothingToDo()
    expect(await changeOption({ ...role, [option]: other })).toMatchObject({ [option]: other })
    await expectNothingToDo()
    expect(await changeOption(role)).toMatchObject({ [option]: null })
    await expectNothingToDo()
  })

  test('changes with an option, and both are there', async () => {
    await write(kind.full('Both'))
    await workspace.apply()
    const set = Object.fromEntries(optionNames.map((option) => [option, options[option].one]))
    const changed = { ...kind.full('Both'), description: 'Other words.', ...set }
    await write(changed)
    expect((await workspace.apply()).code).toBe(0)
    expect(await workspace.attributes(address)).toMatchObject({ description: 'Other words.', ...set })
    await expectNothingToDo()
  })

  test('is imported without any', async () => {
    const id = await kind.remote.create('Imported', kind.rich)
    const parent = kind.parent === null ? '' : `${kind.parent.value}/`
    await write(kind.minimal('Imported'))
    const imported = await workspace.run(['import', address, `${parent}${id}`])
    expect(imported.code).toBe(0)
    expect(await workspace.attributes(address)).toMatchObject(unset)
  })

  test('keeps them through drift', async () => {
    const [drift] = kind.drifts
    const set = Object.fromEntries(optionNames.map((option) => [option, options[option].one]))
    await write({ ...kind.full('Drifting'), ...set })
    await workspace.apply()
    await kind.remote.change(`${await kind.remote.find('Drifting')}`, drift?.fields ?? {})
    expect((await workspace.run(['apply', '-refresh-only', '-auto-approve'])).code).toBe(0)
    expect(await workspace.attributes(address)).toMatchObject({ ...set, [`${drift?.attribute}`]: drift?.state })
  })

  test.each(optionNames)('takes %s that is known late', async (option) => {
    const role = kind.minimal('Late')
    await write(role)
    await workspace.apply()
    const late = (input: unknown) => ({ terraform_data: { late: { input } } })
    const { one, wrong } = options[option]
    await write({ ...role, [option]: '${terraform_data.late.output}' }, late(one))
    const plan = await workspace.plan('-out=late.plan')
    expect(plan.diagnostics).toEqual([])
    const { [option]: unknownOption, ...others } = (await workspace.planned('late.plan'))[address]?.unknown ?? {}
    expect(JSON.stringify(unknownOption)).toContain('true')
    expect(JSON.stringify(others)).not.toContain('true')
    expect((await workspace.apply()).diagnostics).toEqual([])
    expect(await workspace.attributes(address)).toMatchObject({ [option]: one })
    await expectNothingToDo()
    if (wrong === null) return
    await write({ ...role, [option]: '${terraform_data.late.output}' }, late(wrong))
    expect(errorsOf(await workspace.apply())).toEqual([expect.stringContaining(option)])
    await write(role)
    await workspace.apply()
  })
})

describe('a wrong value', () => {
  test.each([
    ['deletion_protection', 'maybe'],
    ['on_destroy', 'keep'],
    ['on_destroy', ''],
    ['permissions_mode', 'least'],
    ['timeouts', { create: '30' }],
    ['timeouts', { read: '' }],
    ['timeouts', { update: '-5s' }],
    ['timeouts', { delete: '0s' }],
    ['timeouts', { create: '1d' }],
  ])('of %s, %j, is an error of validate at it', async (option, value) => {
    const kind = kindOf('jitsudo_role', session.sandbox)
    await workspace.write({ resource: { [kind.type]: { x: { ...kind.minimal('wrong'), [option]: value } } } })
    const { stdout } = await workspace.run(['validate', '-json'])
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly { snippet?: { code: string } }[] }
    expect(diagnostics).toEqual([expect.objectContaining({ severity: 'error' })])
    expect(diagnostics[0]?.snippet?.code).toContain(option)
  })
})
