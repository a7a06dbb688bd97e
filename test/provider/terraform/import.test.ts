import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Kind } from './support/kinds.js'
import { kindNames, kindOf } from './support/kinds.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'
import type { Workspace } from './support/workspace.js'

let session: Session

beforeAll(async () => {
  session = await startSession()
})
afterAll(() => session.close())

describe.each(kindNames)('%s', (name) => {
  let kind: Kind
  let workspace: Workspace
  let address: string

  beforeAll(async () => {
    kind = kindOf(name, session.sandbox)
    address = `${kind.type}.x`
    workspace = await session.workspace()
  })

  const importWith = (id: string) => workspace.run(['import', '-no-color', address, id])

  /** The place where the type has one. */
  const placed = (id: string): string => (kind.parent ? `${kind.parent.value}/${id}` : id)

  test('is imported by command, by id and by name, as it is', async () => {
    const id = await kind.remote.create('Imported', kind.rich)
    await workspace.write({ resource: { [kind.type]: { x: kind.minimal('Imported') } } })
    const shown = kind.label === 'slug' ? 'Made elsewhere' : 'Imported'
    const bare = kind.parent?.attribute === 'team_id' ? [] : [id, `name:${shown}`]
    for (const text of [...bare, placed(id), placed(`name:${shown}`)]) {
      const imported = await importWith(text)
      expect({ text, code: imported.code, stderr: imported.stderr }).toEqual({ text, code: 0, stderr: '' })
      const state = await workspace.attributes(address)
      expect(state).toMatchObject({ [kind.label]: 'Imported', description: 'Made elsewhere.' })
      if (kind.parent) expect(state).toMatchObject({ [kind.parent.attribute]: kind.parent.value })
      expect((await workspace.run(['state', 'rm', address])).code).toBe(0)
    }
    await kind.remote.remove(id)
  })

  test.each([
    ['with all there is', (all: Kind) => all.rich],
    ['with nothing but what it needs', () => ({})],
  ])('comes with a configuration that plans clean as it was generated, for a role %s', async (_title, fields) => {
    const id = await kind.remote.create('Generated', fields(kind))
    await workspace.write({})
    await workspace.file('import.tf', `import {\n  to = ${address}\n  id = ${JSON.stringify(placed(id))}\n}\n`)
    const plan = await workspace.plan('-generate-config-out=generated.tf')
    expect(plan.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(plan.changes).toEqual([{ address, action: 'import' }])
    expect((await workspace.apply()).code).toBe(0)
    const after = await workspace.plan()
    expect({ code: after.code, diagnostics: after.diagnostics }).toEqual({ code: 0, diagnostics: [] })
    expect((await workspace.destroy()).code).toBe(0)
    await workspace.remove('generated.tf')
    await workspace.remove('import.tf')
  })

  test('says what an import id is where one is malformed, unknown or a place is missing or too much', async () => {
    await workspace.write({ resource: { [kind.type]: { x: kind.minimal('None') } } })
    const malformed = [
      '',
      'a/b/c',
      'a:b',
      ...(kind.parent ? [] : ['place/id']),
      ...(kind.parent?.attribute === 'team_id' ? ['developer'] : []),
    ]
    for (const text of malformed) {
      const { code, stderr } = await importWith(text)
      expect(code).toBe(1)
      if (text !== '') expect(stderr).toContain(`terraform import ${kind.type}.example`)
    }
    expect((await importWith(placed('clnothere0000000000000000'))).stderr).toContain(
      'Cannot import non-existent remote object',
    )
    expect((await importWith(placed('name:Nobody'))).stderr).toContain('There is no role named "Nobody"')
  })
})

test('lists the ids where several roles have the name', async () => {
  const kind = kindOf('jitsudo_role', session.sandbox)
  await kind.remote.create('twin-one', { name: 'Twin' })
  await kind.remote.create('twin-two', { name: 'Twin' })
  const workspace = await session.workspace()
  await workspace.write({ resource: { [kind.type]: { x: kind.minimal('twin-one') } } })
  const { code, stderr } = await workspace.run(['import', '-no-color', `${kind.type}.x`, 'name:Twin'])
  expect(code).toBe(1)
  expect(stderr).toContain('Several roles are named "Twin"')
  expect(stderr).toContain(`${kind.parent?.value}/twin-one`)
  expect(stderr).toContain(`${kind.parent?.value}/twin-two`)
})

test('says where the organization can stand when nobody says it', async () => {
  session.environment['ASTRO_ORGANIZATION_ID'] = undefined
  const kind = kindOf('astro_role', session.sandbox)
  const workspace = await session.workspace()
  await workspace.write({ resource: { [kind.type]: { x: kind.minimal('x') } } })
  const { code, stderr } = await workspace.run(['import', '-no-color', `${kind.type}.x`, 'clsome'])
  session.environment['ASTRO_ORGANIZATION_ID'] = session.sandbox.env.ASTRO_ORGANIZATION_ID
  expect(code).toBe(1)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
    'Set one of: the organization before the id (ORGANIZATION/ID), astro.',
  )
})
