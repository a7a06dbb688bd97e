/** What a platform offers beside its roles: templates, and all that a role can grant. */
import { platforms } from '@rolecall/shared/platforms/registry.js'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { errorsOf } from './support/errors.js'
import { outputsOf } from './support/outputs.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'
import type { Workspace } from './support/workspace.js'

let session: Session
let workspace: Workspace

beforeAll(async () => {
  session = await startSession({ sandbox: { astro: { extraPermissions: ['deployment.brandNew.get'] } } })
})
afterAll(() => session.close())
beforeEach(async () => {
  workspace = await session.workspace()
})
afterEach(() => {
  session.interfere()
  session.directory = '/nowhere'
  for (const name of Object.keys(session.environment)) session.environment[name] = ''
  Object.assign(session.environment, session.sandbox.env)
})

type Permission = { readonly value: string; readonly [name: string]: unknown }

type Listed = { readonly permissions: readonly Permission[]; readonly retrieved: string; readonly source: string }

const permissionsOf = async (platform: string, more: object = {}): Promise<Listed> => {
  await workspace.write({
    data: { rolecall_permissions: { x: { platform, ...more } } },
    output: { x: { value: '${data.rolecall_permissions.x}' } },
  })
  return (await outputsOf(workspace))['x'] as Listed
}

const problemsOf = async (data: object): Promise<readonly string[]> => {
  await workspace.write({ data })
  const plan = await workspace.plan()
  expect(plan.code).toBe(1)
  return errorsOf(plan)
}

describe('rolecall_permissions', () => {
  test('asks the platform that lists them, and adds what the catalog knows', async () => {
    const { permissions, retrieved, source } = await permissionsOf('astro')
    expect([source, retrieved]).toEqual(['live', new Date().toISOString().slice(0, 10)])
    const found = (value: string) => permissions.find((one) => one.value === value)
    expect(found('deployment.get')).toMatchObject({ scopes: ['DEPLOYMENT'], risk: 'low', status: 'documented' })
    expect(found('deployment.brandNew.get')).toMatchObject({ risk: null, status: 'learned', replaced_by: [] })
    const values = permissions.map(({ value }) => value)
    expect(values).toEqual(values.toSorted())
    expect((await workspace.plan()).code).toBe(0)
  })

  test.each(platforms.filter(({ key }) => key !== 'astro').map(({ key, catalog }) => [key, catalog] as const))(
    'tells of %s what ships, without a request or a credential',
    async (platform, catalog) => {
      for (const name of Object.keys(session.environment)) session.environment[name] = ''
      session.requests()
      const { permissions, retrieved, source } = await permissionsOf(platform)
      expect([source, retrieved]).toEqual(['shipped', catalog.retrieved])
      expect(permissions.map(({ value }) => value).toSorted()).toEqual(
        catalog.permissions.map(({ value }) => value).toSorted(),
      )
      expect(session.requests()).toEqual([])
    },
  )

  test('tells what a catalog of the workspace adds', async () => {
    const entry = { value: 'audit.read', scopes: [], description: 'Reads.', risk: 'low', status: 'learned' }
    const catalog = {
      ...{ version: 1, platform: 'jitsudo', organization: null, retrieved: '2026-11-01', source: 'test' },
      coverage: 'open',
      permissions: [entry],
    }
    await workspace.file('catalog.json', JSON.stringify(catalog))
    session.directory = workspace.directory
    await workspace.write({
      provider: { rolecall: { catalogs: ['catalog.json'] } },
      data: { rolecall_permissions: { x: { platform: 'jitsudo' } } },
      output: { x: { value: '${data.rolecall_permissions.x}' } },
    })
    const { permissions, source } = (await outputsOf(workspace))['x'] as Listed
    expect([source, permissions.map(({ value }) => value)]).toEqual(['shipped', ['audit.read']])
  })

  test('tells those of one scope', async () => {
    const { permissions } = await permissionsOf('astro', { scope: 'DAG' })
    expect(permissions.length).toBeGreaterThan(0)
    expect(permissions.every(({ scopes }) => JSON.stringify(scopes).includes('DAG'))).toBe(true)
    const team = await permissionsOf('northflank', { scope: 'team_scope' })
    expect(team.permissions.length).toBeGreaterThan(0)
  })

  test('refuses a platform or a scope that there is not, at the attribute', async () => {
    const asking = (arguments_: object) => problemsOf({ rolecall_permissions: { x: arguments_ } })
    expect(await asking({ platform: 'astr' })).toEqual([
      'There is no platform "astr"\nSet it to `astro`, `northflank` or `jitsudo`.',
    ])
    expect(await asking({ platform: 'astro', scope: 'DAGS' })).toEqual([
      'Astro has no scope "DAGS"\nSet it to `DEPLOYMENT` or `DAG`.',
    ])
    expect(await asking({ platform: 'jitsudo', scope: 'any' })).toEqual([
      'JITSudo has no scope "any"\nIt has none: leave scope out.',
    ])
  })
})

describe('rolecall_astro_role_templates', () => {
  test('tells what Astro offers, by one request for all that ask', async () => {
    const own = session.sandbox.astro.organizations[0]?.id
    await workspace.write({
      data: { rolecall_astro_role_templates: { x: {}, y: { organization_id: own } } },
      output: { x: { value: '${data.rolecall_astro_role_templates.x}' } },
    })
    session.requests()
    expect((await workspace.plan()).code).toBe(2)
    expect(session.requests().map(({ url }) => url)).toEqual([expect.stringContaining('/role-templates')])
    const told = (await outputsOf(workspace))['x'] as { organization_id: string; templates: readonly Permission[] }
    expect(told.organization_id).toBe(own)
    const names = told.templates.map(({ name }) => String(name))
    expect(names).toEqual(['Deployment_Author', 'Deployment_Operator', 'Deployment_Viewer'])
    expect(told.templates[2]).toMatchObject({
      scope_type: 'DEPLOYMENT',
      permissions: expect.arrayContaining(['deployment.get']) as unknown,
    })
  })
})

describe('both', () => {
  const both = { rolecall_permissions: { x: { platform: 'astro' } }, rolecall_astro_role_templates: { x: {} } }

  test('say of a missing setting once what it is', async () => {
    for (const name of Object.keys(session.environment)) session.environment[name] = ''
    const problems = await problemsOf(both)
    expect(problems).toHaveLength(2)
    expect(problems.filter((text) => text.includes('astro.token (or ASTRO_API_TOKEN'))).toHaveLength(1)
    expect(problems.filter((text) => /was not read: Astro is not configured\n$/.test(text))).toHaveLength(1)
  })

  test('say which permission a refused credential lacks, and nothing of it', async () => {
    const secret = session.sandbox.env.ASTRO_API_TOKEN
    session.interfere(() => ({ kind: 'answer', status: 403, body: JSON.stringify({ message: secret }) }))
    const problems = await problemsOf(both)
    expect(problems).toHaveLength(2)
    for (const problem of problems) {
      expect(problem).toContain('organization.customRoles.get')
      expect(problem).not.toContain(secret)
    }
  })
})
