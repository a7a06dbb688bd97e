/** Two spellings of one value are no change, and what looks alike but is not is said as such. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { kindNames, kindOf } from './support/kinds.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'
import { withSeverity } from './support/shown.js'
import type { Shown } from './support/terraform.js'
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

const address = 'rolecall_jitsudo_role.x'

describe('a tenant id', () => {
  const tenant = () => session.sandbox.jitsudo.tenants[0]?.id ?? ''
  const role = (more: object) => ({
    resource: { rolecall_jitsudo_role: { x: { slug: 'cased', name: 'Cased', scopes: [], ...more } } },
  })

  test('in other letters is the same tenant: no replacement, no difference, and the state keeps its spelling', async () => {
    await workspace.write(role({}))
    expect((await workspace.apply()).code).toBe(0)
    await workspace.write(role({ tenant_id: `\${upper("${tenant()}")}` }))
    expect(await workspace.plan()).toMatchObject({ code: 0, changes: [], diagnostics: [] })
    await workspace.write(role({ tenant_id: tenant().toUpperCase(), name: 'Renamed' }))
    expect(await workspace.plan()).toMatchObject({ code: 2, changes: [{ address, action: 'update' }] })
    expect((await workspace.apply()).code).toBe(0)
    expect(await workspace.attributes(address)).toMatchObject({ tenant_id: tenant(), name: 'Renamed' })
    expect((await workspace.plan()).code).toBe(0)
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('that was written or imported in capitals stays so', async () => {
    const capitals = tenant().toUpperCase()
    await workspace.write(role({ tenant_id: capitals }))
    expect((await workspace.apply()).code).toBe(0)
    expect(await workspace.attributes(address)).toMatchObject({ tenant_id: capitals })
    // Nor is it another tenant than the provider's.
    await workspace.write(role({}))
    expect(await workspace.plan()).toMatchObject({ code: 0, changes: [], diagnostics: [] })
    await workspace.run(['state', 'rm', address])
    await workspace.write(role({ tenant_id: tenant() }))
    expect((await workspace.run(['import', address, `${capitals}/cased`])).code).toBe(0)
    expect(await workspace.plan()).toMatchObject({ code: 0, changes: [] })
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('that is another still replaces', async () => {
    await workspace.write(role({}))
    await workspace.apply()
    const other = session.sandbox.jitsudo.tenants[1]
    if (!other) throw new Error('there is one tenant only')
    // Its credential, as the plan asks the tenant in which it will write.
    const provider = { rolecall: { jitsudo: { token: other.token } } }
    await workspace.write({ ...role({ tenant_id: other.id }), provider })
    const { changes } = await workspace.plan('-refresh=false')
    expect(changes).toEqual([expect.objectContaining({ action: 'replace' })])
    await workspace.write(role({}))
    await workspace.destroy()
  })
})

test.each(kindNames)('a line break at the end that the platform of %s takes off is no difference', async (name) => {
  const kind = kindOf(name, session.sandbox)
  await workspace.write({
    resource: { [kind.type]: { x: { ...kind.minimal('Heredoc'), description: 'Two lines,\nand a break.\n' } } },
  })
  expect((await workspace.apply()).code).toBe(0)
  await kind.remote.change(`${await kind.remote.find('Heredoc')}`, { description: 'Two lines,\nand a break.' })
  expect(await workspace.plan()).toMatchObject({ code: 0, changes: [] })
  await kind.remote.change(`${await kind.remote.find('Heredoc')}`, { description: 'Two lines,' })
  expect((await workspace.plan()).code).toBe(2)
  await workspace.destroy()
})

test('other blanks that a platform takes off are said, with the function for it', async () => {
  const kind = kindOf('jitsudo_role', session.sandbox)
  const role = (description: string) => ({
    resource: { [kind.type]: { x: { ...kind.minimal('blanks'), description } } },
  })
  await workspace.write(role('One'))
  await workspace.apply()
  const body = JSON.stringify({ ...(await kind.remote.get('blanks')), description: 'Two' })
  session.interfere(({ method }) =>
    method === 'PATCH'
      ? { kind: 'answer', status: 200, body, headers: { 'content-type': 'application/json' } }
      : undefined,
  )
  await workspace.write(role(' Two '))
  const { diagnostics } = await workspace.apply()
  expect(withSeverity(diagnostics)).toEqual(['warning: JITSudo keeps another description of the role "blanks"'])
  expect(diagnostics[0]?.detail).toContain('description = trimspace(…)')
  session.interfere()
  await workspace.destroy()
})

test('of a set that a platform keeps otherwise the summary speaks in the plural', async () => {
  const kind = kindOf('jitsudo_role', session.sandbox)
  const role = (scopes: readonly string[]) => ({
    resource: { [kind.type]: { x: { ...kind.minimal('plural'), scopes } } },
  })
  await workspace.write(role(['audit.read']))
  await workspace.apply()
  const body = JSON.stringify(await kind.remote.get('plural'))
  session.interfere(({ method }) =>
    method === 'PATCH'
      ? { kind: 'answer', status: 200, body, headers: { 'content-type': 'application/json' } }
      : undefined,
  )
  await workspace.write(role(['requests.read']))
  expect(withSeverity((await workspace.apply()).diagnostics)).toContain(
    'warning: JITSudo keeps other scopes of the role "plural"',
  )
  session.interfere()
  await workspace.destroy()
})

describe('a platform that answers with what was sent, and has something else', () => {
  const kind = () => kindOf('jitsudo_role', session.sandbox)
  const written = { name: 'Quirky', description: ' Says it. ', scopes: ['requests.read', 'audit.read'] }
  const apply = async (slug: string, role: object) => {
    await workspace.write({
      provider: { rolecall: { refresh: 'get' } },
      resource: { [kind().type]: { x: { slug, ...role } } },
    })
    expect((await workspace.apply()).code).toBe(0)
  }
  const has = async (slug: string, fields: object) => {
    const body = JSON.stringify({ ...(await kind().remote.get(slug)), ...fields })
    session.interfere(({ method, url }) =>
      method === 'GET' && url.endsWith(`/${slug}`)
        ? { kind: 'answer', status: 200, body, headers: { 'content-type': 'application/json' } }
        : undefined,
    )
  }

  test.each([
    ['adds an implied permission', written, { scopes: [...written.scopes, 'requests.create'] }, 'other scopes'],
    ['trims', written, { description: 'Says it.' }, 'another description'],
    ['changes the case', written, { name: 'QUIRKY' }, 'another name'],
    ['keeps what was cleared', { ...written, description: undefined }, { description: 'Old.' }, 'another description'],
  ])('as it %s, says so in each plan that shows the difference', async (_title, role, fields, what) => {
    await apply('quirky', role)
    await has('quirky', fields)
    const plan = await workspace.plan()
    expect(plan).toMatchObject({ code: 2, changes: [{ address, action: 'update' }] })
    expect(withSeverity(plan.diagnostics)).toEqual([`warning: JITSudo keeps ${what} of the role "quirky"`])
    expect(plan.diagnostics[0]?.detail).toMatch(/nobody has changed it since.*to apply it does not end it/)
    // What it keeps, in the configuration, ends it.
    const wanted = { ...role, ...fields }
    session.interfere()
    await apply('quirky', wanted)
    expect(await workspace.plan()).toMatchObject({ code: 0, diagnostics: [] })
    await workspace.destroy()
  })

  test('in another order, is left in peace', async () => {
    await apply('ordered', written)
    await has('ordered', { scopes: [...written.scopes].reverse() })
    expect(await workspace.plan()).toMatchObject({ code: 0, changes: [], diagnostics: [] })
    session.interfere()
    await workspace.destroy()
  })

  test('because somebody changed it, is drift', async () => {
    await apply('drifted', written)
    await kind().remote.change('drifted', { name: 'Another' })
    const plan = await workspace.plan()
    expect(plan).toMatchObject({ code: 2, diagnostics: [] })
    await workspace.destroy()
  })
})

const validated = async (attributes: object): Promise<readonly Shown[]> => {
  await workspace.write({
    resource: {
      rolecall_astro_role: {
        x: { name: 'Wrong', scope_type: 'DEPLOYMENT', permissions: ['deployment.get'], ...attributes },
      },
    },
  })
  const { stdout } = await workspace.run(['validate', '-json'])
  return (JSON.parse(stdout) as { diagnostics: Shown[] }).diagnostics
}

test.each([
  [{ permissions: null }, 'permissions'],
  [{ name: null }, 'name'],
])('%j is one error', async (attributes, name) => {
  const hcl = Object.entries({
    name: 'Wrong',
    scope_type: 'DEPLOYMENT',
    permissions: ['deployment.get'],
    ...attributes,
  })
  await workspace.write({})
  await workspace.file(
    'null.tf',
    `resource "rolecall_astro_role" "x" {\n${hcl.map(([key, value]) => `  ${key} = ${JSON.stringify(value)}\n`).join('')}}\n`,
  )
  const { stdout } = await workspace.run(['validate', '-json'])
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Shown[] }
  expect(diagnostics.map(({ severity, summary, detail }) => [severity, `${summary} ${detail}`])).toEqual([
    ['error', expect.stringContaining(name)],
  ])
})

test('a null that the schema lets pass is still an error', async () => {
  expect(withSeverity(await validated({ permissions: [null] }))).toEqual([expect.stringContaining('(RC008)')])
})

test('a space at the end of a permission is called one', async () => {
  expect(withSeverity(await validated({ permissions: ['deployment.get '] }))).toEqual([
    'error: `deployment.get ` has a space at its end. A permission has none: remove it. (RC005)',
  ])
})
