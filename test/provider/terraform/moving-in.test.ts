import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { astronomer } from './support/astronomer.js'
import type { Kind } from './support/kinds.js'
import { kindOf } from './support/kinds.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'
import type { Workspace } from './support/workspace.js'

const required = {
  required_providers: {
    rolecall: { source: 'registry.terraform.io/rolecall/rolecall' },
    astro: { source: 'registry.terraform.io/astronomer/astro' },
  },
}

let session: Session
let kind: Kind
let workspace: Workspace
/** What the other provider was asked for since it made the roles. */
const asked: string[] = []

beforeAll(async () => {
  session = await startSession()
  kind = kindOf('astro_role', session.sandbox)
  await session.attach(astronomer(kind.remote, asked))
})
afterAll(() => session.close())
beforeEach(async () => {
  workspace = await session.workspace()
})

type Roles = Readonly<Record<string, object>>

const write = (type: string, roles: Roles, more: object = {}): Promise<void> =>
  workspace.write({ terraform: required, resource: { [type]: roles }, ...more })

/** Makes roles by the other provider. */
const make = async (roles: Roles, type = 'astro_custom_role'): Promise<void> => {
  await write(type, roles)
  const made = await workspace.apply()
  expect({ code: made.code, diagnostics: made.diagnostics }).toEqual({ code: 0, diagnostics: [] })
  session.requests()
  asked.length = 0
}

const moved = (keys: Iterable<string>, from = 'astro_custom_role', to = 'rolecall_astro_role') => ({
  moved: Array.from(keys, (key) => ({ from: `${from}.${key}`, to: `${to}.${key}` })),
})

/** Writes the same roles as ours, with moved blocks. */
const move = (roles: Roles, more: object = {}): Promise<void> =>
  write('rolecall_astro_role', roles, { ...moved(Object.keys(roles)), ...more })

const words = (plan: { readonly stdout: string }) => plan.stdout.match(/\d+ to add, \d+ to change, \d+ to destroy/)?.[0]

const nothing = '0 to add, 0 to change, 0 to destroy'

const errorsOf = async (...args: readonly string[]) => {
  const plan = await workspace.plan(...args)
  return plan.diagnostics.filter(({ severity }) => severity === 'error')
}

/** Ten roles, with all that a role can have and leave out. */
const tenRoles = (prefix: string): Roles => {
  const [one = '', two = ''] = session.sandbox.astro.organizations[0]?.workspaceIds ?? []
  const shapes = [
    {},
    { description: 'Sees deployments.' },
    { description: '' },
    { restricted_workspace_ids: [one] },
    { restricted_workspace_ids: [two, one], description: 'Sees two.' },
    { restricted_workspace_ids: [] },
    { scope_type: 'DAG', permissions: ['dag.airflow.dag.get'] },
    { permissions: ['deployment.get', 'deployment.logs.get', 'deployment.delete'] },
    { description: 'Größer als "$${x}"\nin zwei Zeilen.' },
    { permissions: ['deployment.logs.get', 'deployment.get'] },
  ]
  return Object.fromEntries(
    shapes.map((shape, index) => [`role_${index}`, { ...kind.minimal(`${prefix} ${index}`), ...shape }]),
  )
}

describe.each([
  ['with refresh', []],
  ['without refresh', ['-refresh=false']],
])('%s', (title, args) => {
  test('ten roles move in by one plan that changes nothing, and go on as ours', async () => {
    const roles = tenRoles(title)
    await make(roles)
    const before = await Promise.all(Object.keys(roles).map((key) => workspace.attributes(`astro_custom_role.${key}`)))

    await move(roles)
    const plan = await workspace.plan('-out=plan', ...args)
    expect(plan.diagnostics).toEqual([])
    expect(words(plan)).toBe(nothing)
    expect(plan.changes.map(({ action }) => action)).toEqual(Object.keys(roles).map(() => 'move'))
    expect(session.requests().filter(({ method }) => method !== 'GET')).toEqual([])
    const applied = await workspace.run(['apply', '-json', 'plan'])
    expect({ code: applied.code, diagnostics: applied.diagnostics }).toEqual({ code: 0, diagnostics: [] })
    expect(session.requests().filter(({ method }) => method !== 'GET')).toEqual([])

    const after = await Promise.all(Object.keys(roles).map((key) => workspace.attributes(`rolecall_astro_role.${key}`)))
    const organization = args.length > 0 ? null : session.sandbox.env.ASTRO_ORGANIZATION_ID
    for (const [index, state] of after.entries()) {
      const times = { created_at: expect.stringMatching(/Z$/), updated_at: expect.stringMatching(/Z$/) }
      expect(state).toMatchObject({ ...before[index], ...times, organization_id: organization })
      expect(state).toMatchObject({ blast_radius: { level: expect.any(String), summary: expect.any(String) } })
    }
    const again = await workspace.plan()
    expect({ code: again.code, diagnostics: again.diagnostics }).toEqual({ code: 0, diagnostics: [] })
    expect((await workspace.plan('-refresh=false')).code).toBe(0)

    expect((await workspace.destroy(...args)).code).toBe(0)
    expect(await Promise.all(after.map((state) => kind.remote.get(`${state?.['id']}`)))).toEqual(after.map(() => null))
    expect(asked).toEqual([])
  })

  test('a change beside the move is an update of the role, in the organization of the provider', async () => {
    const role = kind.minimal(`Changed ${title}`)
    await make({ x: role })
    const id = (await workspace.attributes('astro_custom_role.x'))?.['id']
    await move({ x: { ...role, description: 'New words.' } })
    const plan = await workspace.plan('-out=plan', ...args)
    expect(plan.diagnostics).toEqual([])
    expect(words(plan)).toBe('0 to add, 1 to change, 0 to destroy')
    expect((await workspace.planned('plan'))['rolecall_astro_role.x']?.after).toMatchObject({
      id,
      organization_id: session.sandbox.env.ASTRO_ORGANIZATION_ID,
    })
    expect((await workspace.run(['apply', 'plan'])).code).toBe(0)
    expect(await kind.remote.get(`${id}`)).toMatchObject({ description: 'New words.' })
    expect((await workspace.plan()).code).toBe(0)
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('an organization that the resource names and the provider has too does not make a new role', async () => {
    const role = kind.minimal(`Named ${title}`)
    await make({ x: role })
    const id = (await workspace.attributes('astro_custom_role.x'))?.['id']
    await move({ x: { ...role, organization_id: session.sandbox.env.ASTRO_ORGANIZATION_ID } })
    const plan = await workspace.plan(...args)
    expect(plan.diagnostics).toEqual([])
    expect(words(plan)).toBe(`0 to add, ${args.length} to change, 0 to destroy`)
    expect((await workspace.apply(...args)).code).toBe(0)
    expect(await workspace.attributes('rolecall_astro_role.x')).toMatchObject({
      id,
      organization_id: session.sandbox.env.ASTRO_ORGANIZATION_ID,
    })
    expect((await workspace.plan()).code).toBe(0)
    expect((await workspace.destroy()).code).toBe(0)
  })
})

test('every instance of a for_each moves by one block', async () => {
  const roles = { for_each: { a: 'Each A', b: 'Each B' }, ...kind.minimal('${each.value}') }
  await make({ x: roles })
  await move({ x: roles })
  const plan = await workspace.plan()
  expect({ diagnostics: plan.diagnostics, words: words(plan) }).toEqual({ diagnostics: [], words: nothing })
  expect(plan.changes).toHaveLength(2)
  expect((await workspace.apply()).code).toBe(0)
  expect((await workspace.plan()).code).toBe(0)
  expect((await workspace.destroy()).code).toBe(0)
})

test('the example moves its role', async () => {
  const example = readFileSync(new URL('../../../provider/examples/moving-in/main.tf', import.meta.url), 'utf8')
  const role = {
    name: 'Deployment_Viewer',
    description: 'Subject can only view deployments.',
    scope_type: 'DEPLOYMENT',
    permissions: ['deployment.get', 'deployment.airflow.dag.get'],
  }
  await make({ deployment_viewer: role })
  await workspace.remove('main.tf.json')
  await workspace.file('main.tf', example)
  const plan = await workspace.plan()
  expect({ diagnostics: plan.diagnostics, words: words(plan) }).toEqual({ diagnostics: [], words: nothing })
  expect((await workspace.apply()).code).toBe(0)
  expect((await workspace.plan()).code).toBe(0)
  expect((await workspace.destroy()).code).toBe(0)
})

test('a role that is gone is planned anew', async () => {
  const role = kind.minimal('Gone')
  await make({ x: role })
  await kind.remote.remove(`${(await workspace.attributes('astro_custom_role.x'))?.['id']}`)
  await move({ x: role })
  expect(words(await workspace.plan())).toBe('1 to add, 0 to change, 0 to destroy')
})

describe('without an organization', () => {
  const known = (): string | undefined => session.sandbox.env.ASTRO_ORGANIZATION_ID
  const without = async (run: () => Promise<void>): Promise<void> => {
    session.environment['ASTRO_ORGANIZATION_ID'] = undefined
    try {
      await run()
    } finally {
      session.environment['ASTRO_ORGANIZATION_ID'] = known()
    }
  }

  test('one error says what to set, however many roles move', async () => {
    const roles = { a: kind.minimal('Nowhere A'), b: kind.minimal('Nowhere B') }
    await make(roles)
    await move(roles)
    await without(async () => {
      expect(await errorsOf()).toEqual([
        expect.objectContaining({
          summary: 'The organization of a role is not known',
          detail: expect.stringContaining('astro.organization_id (or ASTRO_ORGANIZATION_ID in the environment)'),
        }),
      ])
      const plan = await workspace.plan('-refresh=false')
      expect({ diagnostics: plan.diagnostics, words: words(plan) }).toEqual({ diagnostics: [], words: nothing })
    })
    expect((await workspace.apply()).code).toBe(0)
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('without refresh a role is in the one that its resource names', async () => {
    const role = kind.minimal('Named alone')
    await make({ x: role })
    await move({ x: { ...role, organization_id: known() } })
    await without(async () => {
      const plan = await workspace.plan('-refresh=false')
      expect({ diagnostics: plan.diagnostics, words: words(plan) }).toEqual({
        diagnostics: [],
        words: '0 to add, 1 to change, 0 to destroy',
      })
      expect((await workspace.apply('-refresh=false')).code).toBe(0)
      expect((await workspace.plan()).code).toBe(0)
      expect((await workspace.destroy()).code).toBe(0)
    })
  })
})

test('an organization that is another than the provider’s is a new role, as ever', async () => {
  const role = kind.minimal('Elsewhere')
  await make({ x: role })
  await move({ x: { ...role, organization_id: 'clmh5mash17wq01m5nv6ftw0p' } })
  session.interfere(({ url }) =>
    url.includes('clmh5mash17wq01m5nv6ftw0p')
      ? { kind: 'answer', status: 200, headers: { 'content-type': 'application/json' }, body: '{"roles":[]}' }
      : undefined,
  )
  const plan = await workspace.plan('-refresh=false')
  session.interfere()
  expect(plan.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(plan.changes).toMatchObject([{ address: 'rolecall_astro_role.x', action: 'replace' }])
})

describe('what cannot move', () => {
  test('says what can', async () => {
    const role = kind.minimal('Another kind')
    await make({ x: role }, 'astro_role_of_another_kind')
    await write('rolecall_astro_role', { x: role }, moved(['x'], 'astro_role_of_another_kind'))
    expect(await errorsOf()).toEqual([
      expect.objectContaining({
        summary:
          'astro_role_of_another_kind of registry.terraform.io/astronomer/astro cannot move to rolecall_astro_role',
        detail: expect.stringContaining('- astro_custom_role of the provider astronomer/astro'),
      }),
    ])
  })

  test('to a resource that nothing can move to', async () => {
    const role = kind.minimal('Wrong target')
    await make({ x: role })
    const target = { slug: 'x', name: 'X', scopes: ['audit.read'] }
    await write('rolecall_jitsudo_role', { x: target }, moved(['x'], 'astro_custom_role', 'rolecall_jitsudo_role'))
    expect(await errorsOf()).toEqual([
      expect.objectContaining({
        detail: expect.stringContaining('rolecall_jitsudo_role takes no state of other resources.'),
      }),
    ])
  })
})
