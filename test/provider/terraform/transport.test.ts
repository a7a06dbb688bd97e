import { once } from 'node:events'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { kindOf } from './support/kinds.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'
import type { Run, Shown } from './support/terraform.js'
import type { Workspace } from './support/workspace.js'

let session: Session
let workspace: Workspace
let proxy: Server
/** What a machine between this one and the service sees. */
let overheard: string[]

const url = 'http://roles.example.com/v1'

beforeAll(async () => {
  session = await startSession()
  proxy = createServer((request, response) => {
    overheard.push(`${request.method} ${request.url} ${request.headers.authorization}`)
    response.end('{"roles":[],"totalCount":0}')
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
})
afterAll(async () => {
  proxy.closeAllConnections()
  proxy.close()
  await session.close()
})
beforeEach(async () => {
  workspace = await session.workspace()
  overheard = []
  const address = proxy.address()
  session.environment['HTTP_PROXY'] = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
afterEach(() => {
  for (const name of ['HTTP_PROXY', 'NODE_TLS_REJECT_UNAUTHORIZED']) session.environment[name] = undefined
  Object.assign(session.environment, session.sandbox.env)
})

const shown = ({ diagnostics }: Run, severity: Shown['severity']): readonly string[] =>
  diagnostics.filter((each) => each.severity === severity).map(({ summary, detail }) => `${summary}\n${detail}`)

const role = { name: 'x', permissions: ['deployment.get'], scope_type: 'DEPLOYMENT' }

/** With an import, so that the plan has to ask. */
const write = (astro: object, more: object = {}) =>
  workspace.write({
    ...more,
    provider: { rolecall: { astro } },
    resource: { rolecall_astro_role: { x: role } },
    import: [{ to: 'rolecall_astro_role.x', id: 'name:x' }],
  })

test.each([
  ['astro', {}],
  ['northflank', {}],
  ['jitsudo', { tenant_id: '712e2165-0000-4000-8000-000000000000' }],
])('http to another machine is refused in the block of %s, before anything is sent', async (platform, more) => {
  await workspace.write({
    provider: { rolecall: { [platform]: { ...more, base_url: url } } },
    resource: { rolecall_astro_role: { x: role } },
  })
  for (const run of [await workspace.run(['validate', '-json']), await workspace.plan()]) {
    expect(run.code).toBe(1)
    const said = `${run.stdout}`.replaceAll('\\n', ' ')
    expect(said).toContain(`${platform}.base_url cannot be used`)
    expect(said).toContain(`${platform}.allow_http = true in the provider block`)
  }
  expect(overheard).toEqual([])
})

test('http to another machine is refused where the environment names it, before anything is sent', async () => {
  session.environment['ASTRO_API_URL'] = url
  await write({})
  const errors = shown(await workspace.plan(), 'error')
  expect(errors).toEqual([
    expect.stringMatching(
      /ASTRO_API_URL in the environment\) cannot be used\nIt begins with http:\/\/[\s\S]*astro\.allow_http = true/,
    ),
  ])
  expect(errors.join()).not.toContain('roles.example.com')
  expect(overheard).toEqual([])
})

test.each([
  ['the block', url, { base_url: url }],
  ['the environment', url, {}],
])('http to another machine that %s names is asked where allow_http is set', async (_title, fromEnvironment, block) => {
  session.environment['ASTRO_API_URL'] = fromEnvironment
  await write({ ...block, allow_http: '${var.insecure}' }, { variable: { insecure: { type: 'bool' } } })
  await workspace.plan('-var', 'insecure=true')
  expect(overheard[0]).toMatch(/^GET http:\/\/roles\.example\.com\/v1\/organizations\//)
  overheard = []
  expect(shown(await workspace.plan('-var', 'insecure=false'), 'error').join()).toContain('astro.allow_http = true')
  expect(overheard).toEqual([])
})

test('TLS that the environment leaves unchecked is a warning, once, where TLS is spoken', async () => {
  session.environment['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
  const isOurs = (text: string): boolean => text.includes('NODE_TLS_REJECT_UNAUTHORIZED')
  await workspace.write({ resource: { rolecall_astro_role: { x: role } } })
  expect(shown(await workspace.plan(), 'warning').filter(isOurs)).toEqual([])
  await workspace.write({
    provider: { rolecall: { astro: { base_url: 'https://127.0.0.1:1' } } },
    resource: { rolecall_astro_role: { x: role } },
  })
  expect(shown(await workspace.plan(), 'warning').filter(isOurs)).toEqual([
    expect.stringMatching(/^TLS certificates are not checked\n/),
  ])
  session.environment['NODE_TLS_REJECT_UNAUTHORIZED'] = undefined
  expect(shown(await workspace.plan(), 'warning').filter(isOurs)).toEqual([])
})

test('a token in the path of a base URL is in no error', async () => {
  const kinds = (['astro_role', 'northflank_org_role', 'jitsudo_role'] as const).map((name) =>
    kindOf(name, session.sandbox),
  )
  await workspace.write({
    resource: Object.fromEntries(kinds.map((kind) => [kind.type, { x: kind.minimal('pathless') }])),
  })
  expect((await workspace.apply()).code).toBe(0)
  const { env, astro } = session.sandbox
  const path = '/t0ken-in-the-path'
  Object.assign(session.environment, {
    ASTRO_API_URL: `${astro.origin}${path}/v1`,
    NORTHFLANK_BASE_URL: `${env.NORTHFLANK_BASE_URL}${path}`,
    JITSUDO_URL: `${env.JITSUDO_URL}${path}`,
  })
  const plan = await workspace.plan()
  const errors = shown(plan, 'error')
  expect(errors.length).toBeGreaterThan(0)
  expect(errors.join('\n')).toMatch(/GET http:\/\/127\.0\.0\.1:\d+\/…\/organizations\//)
  expect(plan.stdout).not.toContain('t0ken')
  Object.assign(session.environment, env)
  expect((await workspace.destroy()).code).toBe(0)
})
