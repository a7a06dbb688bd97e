import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import type { Server } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { platforms } from '@rolecall/shared/platforms/registry.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Sandbox, SandboxOptions } from '../../../provider/sandbox/contract.js'
import { SandboxError } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import { at, send } from './client.js'
import { environmentNames } from './environment-names.js'

let directory: string
let stateFile: string
const open: Sandbox[] = []

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rolecall-sandbox-'))
  stateFile = join(directory, 'state.json')
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()))
  await rm(directory, { recursive: true })
})

const start = async (options: SandboxOptions = { stateFile }): Promise<Sandbox> => {
  const sandbox = await startSandbox(options)
  open.push(sandbox)
  return sandbox
}

const stop = async (sandbox: Sandbox): Promise<void> => {
  open.splice(open.indexOf(sandbox), 1)
  await sandbox.close()
}

const makeRoles = async ({ env }: Sandbox): Promise<unknown[]> => {
  const astro = `${env.ASTRO_API_URL}/organizations/${env.ASTRO_ORGANIZATION_ID}/roles`
  const headers = { 'x-tenant-id': env.JITSUDO_TENANT_ID }
  return Promise.all([
    send('POST', astro, {
      token: env.ASTRO_API_TOKEN,
      json: { name: 'a', permissions: ['deployment.get'], scopeType: 'DEPLOYMENT' },
    }),
    send('POST', `${env.NORTHFLANK_BASE_URL}/v1/org-roles`, { token: env.NORTHFLANK_API_TOKEN, json: { name: 'b' } }),
    send('POST', `${env.NORTHFLANK_BASE_URL}/v1/teams/${env.NORTHFLANK_TEAM_ID}/roles`, {
      token: env.NORTHFLANK_API_TOKEN,
      json: { name: 'Team role' },
    }),
    send('POST', `${env.JITSUDO_URL}/v1/roles`, {
      token: env.JITSUDO_TOKEN,
      headers,
      json: { slug: 'c', name: 'c', scopes: ['audit.read'] },
    }),
  ])
}

const readRoles = async ({ env }: Sandbox, astroId: unknown): Promise<unknown[]> => {
  const headers = { 'x-tenant-id': env.JITSUDO_TENANT_ID }
  return Promise.all([
    send('GET', `${env.ASTRO_API_URL}/organizations/${env.ASTRO_ORGANIZATION_ID}/roles/${astroId}`, {
      token: env.ASTRO_API_TOKEN,
    }),
    send('GET', `${env.NORTHFLANK_BASE_URL}/v1/org-roles/b`, { token: env.NORTHFLANK_API_TOKEN }),
    send('GET', `${env.NORTHFLANK_BASE_URL}/v1/teams/${env.NORTHFLANK_TEAM_ID}/roles/team-role`, {
      token: env.NORTHFLANK_API_TOKEN,
    }),
    send('GET', `${env.JITSUDO_URL}/v1/roles/c`, { headers: { ...headers, 'x-api-key': env.JITSUDO_API_KEY } }),
  ])
}

const bodies = (replies: readonly unknown[]): unknown[] => replies.map((reply) => at(reply, 'body'))

const withoutUrls = ({ env }: Sandbox) => Object.entries(env).filter(([name]) => !name.endsWith('_URL'))

const tokensOf = (sandbox: Sandbox): string[] => [
  ...sandbox.astro.organizations.flatMap(({ token, readOnlyToken }) => [token, readOnlyToken]),
  ...sandbox.northflank.organizations.flatMap(({ token, readOnlyToken, teams }) => [
    token,
    readOnlyToken,
    ...teams.map((team) => team.token),
  ]),
  ...sandbox.jitsudo.tenants.flatMap(({ token, apiKey, readOnlyToken }) => [token, apiKey, readOnlyToken]),
]

test('a restart brings back roles and every value but the ports', async () => {
  const before = await start()
  const made = await makeRoles(before)
  await stop(before)
  const after = await start()
  expect(withoutUrls(after)).toEqual(withoutUrls(before))
  expect(tokensOf(after)).toEqual(tokensOf(before))
  expect(bodies(await readRoles(after, at(made[0], 'body', 'id')))).toEqual(bodies(made))
  expect(after.notices).toEqual([])
})

test('the state is readable JSON without a token, and the key beside it is for its owner alone', async () => {
  const sandbox = await start()
  await makeRoles(sandbox)
  const text = await readFile(stateFile, 'utf8')
  expect(JSON.parse(text)).toMatchObject({
    version: 1,
    astro: { organizations: [{ workspaces: [{ id: 'cldbvzoi20182g8odxt8ehi5i' }, {}], roles: [{ name: 'a' }] }, {}] },
  })
  expect(text).toContain('\n  "version": 1')
  const tokens = tokensOf(sandbox)
  expect(new Set(tokens).size).toBe(17)
  const key = (await readFile(`${stateFile}.key`, 'utf8')).trim()
  for (const secret of [key, ...tokens]) expect(text).not.toContain(secret)
  expect((await stat(`${stateFile}.key`)).mode & 0o777).toBe(0o600)
  expect(await readdir(directory)).toEqual(['state.json', 'state.json.key'])
})

test('without its key the state keeps its roles, gets other tokens, and says so', async () => {
  const before = await start()
  const made = await makeRoles(before)
  await stop(before)
  await rm(`${stateFile}.key`)
  const after = await start()
  expect(after.notices).toEqual([expect.stringContaining('state.json.key')])
  expect(after.env.ASTRO_API_TOKEN).not.toBe(before.env.ASTRO_API_TOKEN)
  expect(bodies(await readRoles(after, at(made[0], 'body', 'id')))).toEqual(bodies(made))
})

test.each(platforms.map(({ key }) => key))(
  'a state file from before %s was known gets it, and keeps the others',
  async (key) => {
    const before = await start()
    const made = await makeRoles(before)
    await stop(before)
    const state = JSON.parse(await readFile(stateFile, 'utf8')) as Record<string, unknown>
    const others = Object.fromEntries(Object.entries(state).filter(([name]) => name !== key))
    await writeFile(stateFile, JSON.stringify({ ...others, later: { kept: true } }))
    const after = await start()
    expect(JSON.parse(await readFile(stateFile, 'utf8'))).toMatchObject({ ...others, later: { kept: true } })
    const own = ([name]: readonly [string, string]): boolean => name.startsWith(key.toUpperCase())
    expect(withoutUrls(after).filter((one) => !own(one))).toEqual(withoutUrls(before).filter((one) => !own(one)))
    const isKept = (_: unknown, index: number): boolean =>
      ['astro', 'northflank', 'northflank', 'jitsudo'][index] !== key
    const roles = bodies(await readRoles(after, at(made[0], 'body', 'id')))
    expect(roles.filter(isKept)).toEqual(bodies(made).filter(isKept))
    const values = withoutUrls(after)
    await stop(after)
    expect(withoutUrls(await start())).toEqual(values)
  },
)

test('a link to a state file stays a link', async () => {
  await stop(await start())
  const link = join(directory, 'link.json')
  await symlink(stateFile, link)
  const sandbox = await start({ stateFile: link })
  await makeRoles(sandbox)
  expect(await readFile(stateFile, 'utf8')).toContain('"Team role"')
  expect(await readdir(directory)).not.toContain('link.json.key')
})

describe('does not start, and leaves the file alone, where the state file', () => {
  const newer = JSON.stringify({ version: 2, somethingNew: true })
  test.each([
    ['is not JSON', '{"version": 1, "astro"', /state\.json is not valid JSON/],
    ['is empty', '', /state\.json is empty/],
    ['is something else', '{"name":"package"}', /state\.json is no sandbox state \(about is required\)/],
    ['is a list', '[]', /state\.json is no sandbox state \(it must be object\)/],
    ['is of a newer version', newer, /of version 2 and this rolecall knows 1; update rolecall/],
  ])('%s', async (_title, text, message) => {
    await writeFile(stateFile, text)
    const refusal = await start().catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(SandboxError)
    expect(refusal).toMatchObject({ message: expect.stringMatching(message) })
    expect(await readFile(stateFile, 'utf8')).toBe(text)
    expect(await readdir(directory)).toEqual(['state.json'])
  })

  test('has lost a part of a role', async () => {
    const sandbox = await start()
    await makeRoles(sandbox)
    await stop(sandbox)
    const broken = (await readFile(stateFile, 'utf8')).replace('"scopeType": "DEPLOYMENT"', '"scopeType": "PLANET"')
    await writeFile(stateFile, broken)
    await expect(start()).rejects.toThrow(/astro\.organizations\.0\.roles\.0\.scopeType must be one of DEPLOYMENT, DAG/)
    expect(await readFile(stateFile, 'utf8')).toBe(broken)
  })

  test('is a directory, or in one that is not there', async () => {
    await mkdir(stateFile)
    await expect(start()).rejects.toThrow(SandboxError)
    await expect(start({ stateFile: join(directory, 'missing', 'state.json') })).rejects.toThrow(/missing is not there/)
  })

  test('has a key that is none', async () => {
    await writeFile(`${stateFile}.key`, 'short')
    await expect(start()).rejects.toThrow(/state\.json\.key holds no token key/)
    expect(await readdir(directory)).toEqual(['state.json.key'])
  })

  test('is used by another sandbox', async () => {
    await start()
    await expect(start()).rejects.toThrow(/another sandbox uses the state file/)
  })
})

describe('ports', () => {
  const listen = async (port: number): Promise<Server | null> => {
    const server = createServer()
    return new Promise((resolve) => {
      server.once('error', () => resolve(null))
      server.listen(port, '127.0.0.1', () => resolve(server))
    })
  }
  const close = (server: Server): Promise<unknown> => new Promise((resolve) => server.close(resolve))
  /**
   * A free port, and the server that takes the next one. Below 32768, where systems begin to hand out
   * ports of their own choice, so that no test at work beside this one can be given either.
   */
  const freeBeforeTaken = async (): Promise<{ port: number; blocker: Server }> => {
    for (;;) {
      const port = 20_000 + Math.floor(Math.random() * 10_000)
      const free = await listen(port)
      const blocker = await listen(port + 1)
      if (free) await close(free)
      if (free && blocker) return { port, blocker }
      if (blocker) await close(blocker)
    }
  }
  const portOf = (origin: string): number => Number(new URL(origin).port)

  test('Astro gets the one asked for and the others the next free ones', async () => {
    const { port, blocker } = await freeBeforeTaken()
    try {
      const sandbox = await start({ port })
      expect(portOf(sandbox.astro.origin)).toBe(port)
      expect(portOf(sandbox.northflank.origin)).toBeGreaterThan(port + 1)
      expect(portOf(sandbox.jitsudo.origin)).toBeGreaterThan(portOf(sandbox.northflank.origin))
    } finally {
      await close(blocker)
    }
  })

  test('one that is in use is an error, and everything taken before is freed', async () => {
    const first = await start({})
    const port = portOf(first.astro.origin)
    await expect(start({ port, stateFile })).rejects.toThrow(`port ${port} on 127.0.0.1 is in use`)
    await start()
  })
})

test('every variable of the provider block is there, with the paths the platforms want', async () => {
  const { env } = await start({})
  expect(Object.keys(env)).toEqual([...environmentNames])
  expect(env.ASTRO_API_URL).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1$/)
  expect(env.NORTHFLANK_BASE_URL).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(env.JITSUDO_URL).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
})
