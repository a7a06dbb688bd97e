/** One role and all roles of each type, read for other configurations. */
import { needsParent } from '@rolecall/shared/model/role.js'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { schemaProblems } from '../../../provider/framework/self-check.js'
import { createRolecallProvider } from '../../../provider/roles/provider.js'
import { errorsOf } from './support/errors.js'
import type { Attributes, Kind } from './support/kinds.js'
import { kindNames, kindOf, roleTypeOf } from './support/kinds.js'
import { outputsOf } from './support/outputs.js'
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
afterEach(() => {
  session.interfere()
  for (const name of Object.keys(session.environment)) session.environment[name] = ''
  Object.assign(session.environment, session.sandbox.env)
})

test('the schemas are ones that Terraform takes', () => {
  expect(schemaProblems(createRolecallProvider())).toEqual([])
})

describe.each(kindNames)('%s', (name) => {
  const roleType = roleTypeOf(name)
  let kind: Kind
  /** The parent, where the provider has no default for it. */
  let where: Attributes
  let listIsWhole: boolean
  const made: string[] = []

  beforeAll(() => {
    kind = kindOf(name, session.sandbox)
    where = kind.parent && needsParent(roleType) ? { [kind.parent.attribute]: kind.parent.value } : {}
    listIsWhole = kind.label === 'slug'
  })
  afterEach(async () => {
    session.interfere()
    for (const id of made.splice(0)) await kind.remote.remove(id)
  })

  /** A role with a name of its own beside its slug. */
  const create = async (label: string, fields: Attributes = kind.rich): Promise<string> => {
    const id = await kind.remote.create(label, { ...fields, ...(kind.label === 'slug' && { name: label }) })
    made.push(id)
    return id
  }

  const reading = (arguments_: Attributes, more: Attributes = {}) => ({
    data: { [kind.type]: { x: { ...where, ...arguments_ } } },
    output: { role: { value: `\${data.${kind.type}.x}` } },
    ...more,
  })

  const listing = (arguments_: Attributes = {}, more: Attributes = {}) => ({
    data: { [`${kind.type}s`]: { x: { ...where, ...arguments_ } } },
    output: { roles: { value: `\${data.${kind.type}s.x.roles}` } },
    ...more,
  })

  const rolesOf = async (arguments_: Attributes = {}): Promise<readonly Attributes[]> => {
    await workspace.write(listing(arguments_))
    return (await outputsOf(workspace))['roles'] as readonly Attributes[]
  }

  const errorsWith = async (configuration: Attributes): Promise<readonly string[]> => {
    await workspace.write(configuration)
    const plan = await workspace.plan()
    expect(plan.code).toBe(1)
    return errorsOf(plan)
  }

  test('one role is told as an import would leave it, by id or slug and by name', async () => {
    const id = await create('Single')
    await workspace.write({ resource: { [kind.type]: { x: kind.minimal('Single') } } })
    const importId = kind.parent ? `${kind.parent.value}/${id}` : id
    expect((await workspace.run(['import', `${kind.type}.x`, importId])).code).toBe(0)
    const imported = await workspace.attributes(`${kind.type}.x`)
    const expected = Object.fromEntries(Object.keys(roleType.attributes).map((each) => [each, imported?.[each]]))
    expect(expected).toMatchObject({ [kind.label]: 'Single', description: 'Made elsewhere.' })

    for (const by of [{ [roleType.pathId]: id }, { name: 'Single' }]) {
      const own = await session.workspace()
      await own.write(reading(by))
      expect((await outputsOf(own))['role']).toEqual(expected)
      expect((await own.plan()).code).toBe(0)
    }
  })

  test('one request reads it by id, and a list finds it by name', async () => {
    const id = await create('Counted')
    const asked = async (arguments_: Attributes) => {
      await workspace.write(reading(arguments_))
      session.requests()
      expect((await workspace.plan()).code).toBe(2)
      return session.requests().map(({ method }) => method)
    }
    expect(await asked({ [roleType.pathId]: id })).toEqual(['GET'])
    expect(await asked({ name: 'Counted' })).toEqual(listIsWhole ? ['GET'] : ['GET', 'GET'])
  })

  test('none is an error that says what was looked for, and where', async () => {
    const place = kind.parent ? ` in the ${roleType.parent?.noun} ${kind.parent.value}` : ''
    for (const selector of [roleType.pathId, 'name']) {
      const [problem, ...others] = await errorsWith(reading({ [selector]: 'nowhere' }))
      expect(problem).toContain(`There is no role with the ${selector} "nowhere"${place}\n`)
      expect(others).toEqual([])
    }
  })

  test('exactly one selector is set, and not to nothing', async () => {
    const { pathId } = roleType
    expect(await errorsWith(reading({}))).toEqual([expect.stringContaining('does not say which role')])
    expect(await errorsWith(reading({ [pathId]: 'a', name: 'b' }))).toEqual([
      expect.stringContaining(`Set exactly one of \`${pathId}\` and \`name\``),
    ])
    expect(await errorsWith(reading({ [pathId]: '' }))).toEqual([expect.stringContaining(`${pathId} is empty`)])
  })

  test('all roles, by name and by permission, sorted by name', async () => {
    const labels = ['Filter-c', 'Filter-a', 'Filter-b', 'Other-a']
    const roles = labels.map((label, index) => {
      const role = index === 1 ? kind.minimal(label) : kind.withPermission(label, kind.permission)
      return [label, { ...role, name: label }]
    })
    const own = await session.workspace()
    await own.write({ resource: { [kind.type]: Object.fromEntries(roles) } })
    expect((await own.apply()).code).toBe(0)

    const named = await rolesOf({ name_regex: '^Filter-' })
    expect(named.map((role) => role['name'])).toEqual(['Filter-a', 'Filter-b', 'Filter-c'])
    expect(await rolesOf({ name_regex: '(?i)^FILTER-[ab]' })).toHaveLength(2)
    const everything = await rolesOf()
    expect(everything.length).toBeGreaterThanOrEqual(labels.length)
    expect(everything.map((role) => role['name'])).toEqual(everything.map((role) => role['name']).toSorted())

    session.requests()
    const granting = await rolesOf({ name_regex: 'a$|b$', permission: kind.permission })
    expect(granting.map((role) => role['name'])).toEqual(['Filter-b', 'Other-a'])
    expect(JSON.stringify(granting)).toContain(kind.permission)
    expect(await rolesOf({ permission: 'no.such.permission' })).toEqual([])
    expect((await own.destroy()).code).toBe(0)
  })

  test('permissions cost a request for each role that the name lets through', async () => {
    const ids = [await create('Cost-a'), await create('Cost-b'), await create('Dear-c')]
    const asked = async (arguments_: Attributes) => {
      await workspace.write(listing({ name_regex: '^Cost-', ...arguments_ }))
      session.requests()
      expect((await workspace.plan()).code).toBe(2)
      return session.requests().length
    }
    expect(await asked({})).toBe(1)
    expect(await asked({ include_permissions: true })).toBe(listIsWhole ? 1 : 3)
    expect(await asked({ permission: kind.permission })).toBe(listIsWhole ? 1 : 3)

    const bare = await rolesOf({ name_regex: '^Cost-' })
    const whole = await rolesOf({ name_regex: '^Cost-', include_permissions: true })
    expect(bare.map(({ blast_radius: rated }) => rated === null)).toEqual([!listIsWhole, !listIsWhole])
    for (const [index, role] of whole.entries()) {
      const own = await session.workspace()
      await own.write(reading({ [roleType.pathId]: ids[index] }))
      expect((await outputsOf(own))['role']).toEqual(role)
    }
  })

  test('an empty list says that there is none, for count', async () => {
    const configuration = listing(
      { name_regex: '^Lazy$' },
      {
        resource: {
          [kind.type]: {
            lazy: {
              count: `\${length(data.${kind.type}s.x.roles) == 0 ? 1 : 0}`,
              ...kind.minimal('Lazy'),
              name: 'Lazy',
            },
          },
        },
      },
    )
    await workspace.write(configuration)
    expect((await workspace.plan()).changes.map(({ action }) => action)).toEqual(['create'])
    await create('Lazy')
    expect((await workspace.plan()).changes).toEqual([])
  })

  test('what is made in an apply is found in it', async () => {
    const role = { ...kind.minimal('Fresh'), name: 'Fresh' }
    const dependent = { ...where, depends_on: [`${kind.type}.made`] }
    await workspace.write({
      resource: { [kind.type]: { made: role } },
      data: {
        [kind.type]: { x: { ...dependent, name: 'Fresh' } },
        [`${kind.type}s`]: { x: { ...dependent, name_regex: '^Fresh$' } },
      },
      output: {
        one: { value: `\${data.${kind.type}.x.name}` },
        all: { value: `\${data.${kind.type}s.x.roles[*].name}` },
      },
    })
    expect(await outputsOf(workspace)).toEqual({ one: 'Fresh', all: ['Fresh'] })
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('resources and data sources of one plan share one list, and roles that were read', async () => {
    const role = { ...kind.minimal('Shared'), name: 'Shared' }
    await workspace.write({ resource: { [kind.type]: { a: role } } })
    expect((await workspace.apply()).code).toBe(0)
    const filtered = { ...where, name_regex: '^Shared$', include_permissions: true }
    await workspace.write({
      resource: { [kind.type]: { a: role } },
      data: {
        [kind.type]: { x: { ...where, name: 'Shared' } },
        [`${kind.type}s`]: { x: filtered, y: filtered, z: { ...where } },
      },
    })
    session.requests()
    expect((await workspace.plan()).code).toBe(0)
    // The list; and the role for the one data source, and once for the two others.
    expect(session.requests()).toHaveLength(listIsWhole ? 1 : 3)
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('a regular expression that is none is an error of the attribute', async () => {
    await workspace.write(listing({ name_regex: '(unclosed' }))
    const validated = await workspace.run(['validate', '-json'])
    const { diagnostics } = JSON.parse(validated.stdout) as {
      diagnostics: readonly { summary: string; snippet?: { code: string } }[]
    }
    expect(diagnostics).toHaveLength(1)
    expect(diagnostics[0]?.summary).toBe('name_regex is no regular expression')
    expect(diagnostics[0]?.snippet?.code).toContain('name_regex')
    expect(await errorsWith(listing({ permission: 'deployment.*.get' }))).toEqual([
      expect.stringContaining('permission cannot be a pattern'),
    ])
  })

  test('an expression that is known only in the apply is checked there', async () => {
    await workspace.write(
      listing(
        { name_regex: '${terraform_data.late.output}' },
        { resource: { terraform_data: { late: { input: '(' } } } },
      ),
    )
    expect((await workspace.plan()).code).toBe(2)
    expect(errorsOf(await workspace.apply())).toEqual([expect.stringContaining('name_regex is no regular expression')])
  })

  const everywhere = (pattern: RegExp, value: string): void => {
    for (const each of Object.keys(session.environment)) if (pattern.test(each)) session.environment[each] = value
  }

  const causes: readonly [string, () => void, RegExp][] = [
    ['a credential that is refused', () => everywhere(/TOKEN|API_KEY/, 'wrong-credential-0123456789'), /401/],
    ['settings that are missing', () => everywhere(/./, ''), /is not configured/],
    ['a service that is not there', () => everywhere(/URL/, 'http://127.0.0.1:9'), /nothing accepts connections/],
  ]

  test.each(causes)('%s is explained once, and every data source is an error', async (_title, arrange, says) => {
    await workspace.write({
      resource: { [kind.type]: { a: kind.minimal('Caused') } },
      data: {
        [kind.type]: { x: { ...where, [roleType.pathId]: 'some-id' }, y: { ...where, name: 'Some' } },
        [`${kind.type}s`]: { x: { ...where } },
      },
    })
    arrange()
    const plan = await workspace.plan()
    const errors = plan.diagnostics.filter(({ severity }) => severity === 'error')
    expect(errors.filter(({ detail }) => detail !== '').map(({ summary, detail }) => `${summary}\n${detail}`)).toEqual([
      expect.stringMatching(says),
    ])
    for (const { summary } of errors.filter(({ detail }) => detail === ''))
      expect(summary).toMatch(/^The data source rolecall_\w+ was not read: \w+ /)
    expect(errors.length).toBeGreaterThanOrEqual(3)
    expect(JSON.stringify(plan.diagnostics)).not.toContain('wrong-credential')
  })

  test('a refused read says which permission is missing, and nothing secret', async () => {
    const { env } = session.sandbox
    const secrets: Readonly<Record<string, readonly string[]>> = {
      astro: [env.ASTRO_API_TOKEN],
      northflank: [env.NORTHFLANK_API_TOKEN],
      jitsudo: [env.JITSUDO_TOKEN, env.JITSUDO_API_KEY],
    }
    // A service that repeats what it was sent.
    session.interfere(({ platform }) => {
      const message = secrets[platform]?.join(' ')
      return { kind: 'answer', status: 403, body: JSON.stringify({ message, error: { message } }) }
    })
    for (const configuration of [reading({ [roleType.pathId]: 'some' }), reading({ name: 'Some' }), listing()]) {
      const [problem, ...others] = await errorsWith(configuration)
      expect(problem).toMatch(/403/)
      expect(problem).toMatch(/permission|right/)
      expect(others).toEqual([])
      for (const secret of Object.values(secrets).flat()) expect(problem).not.toContain(secret)
    }
  })
})

describe('several roles of one name', () => {
  const errorsFor = async (name: 'astro_role' | 'jitsudo_role'): Promise<readonly string[]> => {
    await workspace.write({ data: { [kindOf(name, session.sandbox).type]: { x: { name: 'Twin' } } } })
    return errorsOf(await workspace.plan())
  }

  test('are an error that lists their slugs', async () => {
    const { remote } = kindOf('jitsudo_role', session.sandbox)
    await remote.create('twin-one', { name: 'Twin' })
    await remote.create('twin-two', { name: 'Twin' })
    const problems = await errorsFor('jitsudo_role')
    expect(problems).toEqual([expect.stringContaining('Several roles are named "Twin" in the tenant ')])
    expect(problems[0]).toContain('slug of the one you mean:\n  slug = "twin-one"\n  slug = "twin-two"')
  })

  test('are an error that lists their ids, on whatever pages they stand', async () => {
    const { remote } = kindOf('astro_role', session.sandbox)
    const role = await remote.get(await remote.create('Twin'))
    const pageWith = (id: string) => JSON.stringify({ roles: [{ ...role, id }], totalCount: 2, limit: 100, offset: 0 })
    session.interfere(({ url }) => ({
      kind: 'answer',
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: pageWith(url.includes('offset=0') ? 'cltwinone' : 'cltwintwo'),
    }))
    const problems = await errorsFor('astro_role')
    expect(problems).toEqual([expect.stringContaining('  id = "cltwinone"\n  id = "cltwintwo"')])
  })
})

test('an organization that is not known yet is asked for', async () => {
  const { id } = session.sandbox.astro.organizations[0] ?? { id: '' }
  await workspace.write({
    provider: { rolecall: { astro: { organization_id: '${terraform_data.late.output}' } } },
    resource: { terraform_data: { late: { input: id } } },
    data: { rolecall_astro_roles: { x: {} } },
  })
  expect(errorsOf(await workspace.plan())).toEqual([
    expect.stringMatching(/^astro\.organization_id is not known yet\nSet organization_id of the data source/),
  ])
})

test('a role of another organization is read by its organization_id', async () => {
  const [, other] = session.sandbox.astro.organizations
  await workspace.write({
    provider: { rolecall: { astro: { token: other?.token } } },
    data: { rolecall_astro_roles: { x: { organization_id: other?.id, name_regex: '^none$' } } },
    output: { x: { value: '${data.rolecall_astro_roles.x}' } },
  })
  expect((await outputsOf(workspace))['x']).toMatchObject({ organization_id: other?.id, roles: [] })
})

test('roles are listed over all pages', async () => {
  const { remote } = kindOf('astro_role', session.sandbox)
  const ids = await Promise.all(Array.from({ length: 120 }, (_, index) => remote.create(`Page-${index}`)))
  await workspace.write({
    data: { rolecall_astro_roles: { x: { name_regex: '^Page-', include_permissions: true } } },
    output: {
      count: { value: '${length([for r in data.rolecall_astro_roles.x.roles : r if length(r.permissions) > 0])}' },
    },
  })
  session.requests()
  expect((await workspace.plan()).code).toBe(2)
  expect(session.requests()).toHaveLength(2 + ids.length)
  expect(await outputsOf(workspace)).toEqual({ count: ids.length })
})

test('terraform test can mock them', async () => {
  await workspace.write({
    data: { rolecall_astro_role: { x: { name: 'Mocked' } }, rolecall_astro_roles: { x: {} } },
    output: {
      one: { value: '${data.rolecall_astro_role.x.permissions}' },
      all: { value: '${length(data.rolecall_astro_roles.x.roles)}' },
    },
  })
  await workspace.file(
    'mocked.tftest.hcl',
    `mock_provider "rolecall" {
  mock_data "rolecall_astro_role" {
    defaults = { permissions = ["deployment.get"] }
  }
}
run "mocked" {
  assert {
    condition     = output.one == toset(["deployment.get"]) && output.all == 0
    error_message = "The values are not those of the mock."
  }
}
`,
  )
  const { stdout, stderr } = await workspace.run(['test', '-no-color'])
  expect({ stdout, stderr }).toEqual({ stdout: expect.stringContaining('1 passed') as unknown, stderr: '' })
})
