import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import type { Interference } from '../../../provider/sandbox/service/interference.js'
import type { Sent } from './client.js'
import { at, send } from './client.js'

let sandbox: Sandbox
let interference: Interference | undefined
const seen: string[] = []

beforeAll(async () => {
  sandbox = await startSandbox({
    intercept: ({ platform, method, url }) => {
      seen.push(`${platform} ${method} ${url}`)
      return interference
    },
  })
})
afterAll(() => sandbox.close())

type Target = {
  readonly url: string
  readonly origin: string
  readonly sent: Sent
  readonly status: number
  readonly shape: unknown
  readonly missing: unknown
}

const text = expect.any(String)

const targets = (): Record<string, Target> => ({
  astro: {
    origin: sandbox.astro.origin,
    url: `${sandbox.env.ASTRO_API_URL}/organizations/${sandbox.env.ASTRO_ORGANIZATION_ID}/roles`,
    sent: { token: sandbox.env.ASTRO_API_TOKEN },
    status: 400,
    shape: { message: text, requestId: text, statusCode: 400 },
    missing: { message: text, requestId: text, statusCode: 404 },
  },
  northflank: {
    origin: sandbox.northflank.origin,
    url: `${sandbox.env.NORTHFLANK_BASE_URL}/v1/org-roles`,
    sent: { token: sandbox.env.NORTHFLANK_API_TOKEN },
    status: 400,
    shape: { error: { status: 400, id: text, message: text } },
    missing: { error: { status: 404, id: text, message: text } },
  },
  jitsudo: {
    origin: sandbox.jitsudo.origin,
    url: `${sandbox.env.JITSUDO_URL}/v1/roles`,
    sent: { token: sandbox.env.JITSUDO_TOKEN, headers: { 'x-tenant-id': sandbox.env.JITSUDO_TENANT_ID } },
    status: 422,
    shape: { code: 'invalid_request', message: text },
    missing: { code: 'not_found', message: text },
  },
})

const target = (platform: string): Target => {
  const found = targets()[platform]
  if (!found) throw new Error(platform)
  return found
}

describe.each(['astro', 'northflank', 'jitsudo'])('%s', (platform) => {
  test.each([
    ['is not JSON', '{"name":', 'application/json'],
    ['is empty', '', 'application/json'],
    ['is no object', '"role"', 'application/json'],
    ['is not announced as JSON', '{}', 'text/plain'],
    ['is larger than a role can be', `{"name":"${'x'.repeat(1_100_000)}"}`, 'application/json'],
  ])('says in its own words that a body %s', async (_title, body, type) => {
    const { url, sent, status, shape } = target(platform)
    const refused = await send('POST', url, { ...sent, text: body, headers: { ...sent.headers, 'content-type': type } })
    expect(refused.status).toBe(status)
    expect(refused.body).toMatchObject(shape as object)
  })

  test.each(['/', '/v1/nowhere', '/v1/roles/%zz'])(
    'says in its own words that there is nothing at %s',
    async (path) => {
      const { origin, sent, missing } = target(platform)
      const refused = await send('GET', `${origin}${path}`, sent)
      expect(refused).toMatchObject({ status: 404, body: missing })
    },
  )

  test('says who asks first: a body is not looked at before', async () => {
    expect((await send('POST', target(platform).url, { text: '{' })).status).toBe(401)
  })
})

describe('an interference', () => {
  const role = (name: string) => ({ name, permissions: ['deployment.get'], scopeType: 'DEPLOYMENT' })
  const names = async (): Promise<string> =>
    JSON.stringify(at((await send('GET', target('astro').url, target('astro').sent)).body, 'roles'))
  const withInterference = async <Result>(kind: Interference, run: () => Promise<Result>): Promise<Result> => {
    interference = kind
    try {
      return await run()
    } finally {
      interference = undefined
    }
  }

  test('answers in place of the service', async () => {
    const { url, sent } = target('astro')
    const answer = await withInterference(
      { kind: 'answer', status: 503, headers: { 'retry-after': '7' }, body: '<html>' },
      () =>
        request(url, {
          method: 'POST',
          body: JSON.stringify(role('a503')),
          headers: { authorization: `Bearer ${sent.token}`, 'content-type': 'application/json' },
        }),
    )
    expect(answer.statusCode).toBe(503)
    expect(answer.headers['retry-after']).toBe('7')
    expect(await answer.body.text()).toBe('<html>')
    expect(await names()).not.toContain('a503')
  })

  test.each([
    ['lose-request', false],
    ['lose-answer', true],
  ] as const)('%s breaks the connection; the role is made: %s', async (kind, made) => {
    const { url, sent } = target('astro')
    await expect(withInterference({ kind }, () => send('POST', url, { ...sent, json: role(kind) }))).rejects.toThrow()
    expect((await names()).includes(`"${kind}"`)).toBe(made)
  })

  test('sees every request', async () => {
    seen.length = 0
    await send('GET', `${target('northflank').url}?page=1`, target('northflank').sent)
    expect(seen).toEqual(['northflank GET /v1/org-roles?page=1'])
  })
})
