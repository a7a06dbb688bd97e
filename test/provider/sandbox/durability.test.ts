import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import { at, each, send } from './client.js'
import { environmentOf, serve } from './process.js'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rolecall-sandbox-'))
})
afterEach(() => rm(directory, { recursive: true }))

const parallel = 10

/** Makes roles, ten at a time as Terraform does, until the server is gone; `acknowledged` gets those it answered. */
const makeRoles = async (url: string, token: string, prefix: string, acknowledged: string[]): Promise<void> => {
  const worker = async (number: number): Promise<void> => {
    for (let count = 0; ; count += 1) {
      const name = `${prefix}_${number}_${count}`
      const reply = await send('POST', url, {
        token,
        json: { name, permissions: ['deployment.get'], scopeType: 'DEPLOYMENT' },
      }).catch(() => null)
      if (reply === null) return
      expect(reply.status).toBe(200)
      acknowledged.push(name)
    }
  }
  await Promise.all(Array.from({ length: parallel }, (_, number) => worker(number)))
}

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1))
}

test('a kill in the middle of many writes leaves a valid file with every write that was acknowledged', async () => {
  const stateFile = join(directory, 'state.json')
  const acknowledged: string[] = []
  for (const [round, target] of [7, 83, 140].entries()) {
    const running = serve('--json', '--state', stateFile)
    const env = await environmentOf(running)
    const making = makeRoles(
      `${env['ASTRO_API_URL']}/organizations/${env['ASTRO_ORGANIZATION_ID']}/roles`,
      `${env['ASTRO_API_TOKEN']}`,
      `r${round}`,
      acknowledged,
    )
    await until(() => acknowledged.length >= target)
    running.child.kill('SIGKILL')
    await making
    expect((await running.ended).signal).toBe('SIGKILL')

    const state: unknown = JSON.parse(await readFile(stateFile, 'utf8'))
    expect(each(at(state, 'astro', 'organizations', 0, 'roles'), 'name')).toEqual(expect.arrayContaining(acknowledged))
  }
  const after = await startSandbox({ stateFile })
  try {
    const url = `${after.env.ASTRO_API_URL}/organizations/${after.env.ASTRO_ORGANIZATION_ID}/roles?limit=1000`
    const list = await send('GET', url, { token: after.env.ASTRO_API_TOKEN })
    expect(each(at(list.body, 'roles'), 'name')).toEqual(expect.arrayContaining(acknowledged))
  } finally {
    await after.close()
  }
})

test('a write that cannot be made durable is not acknowledged, and made up for when it can be', async () => {
  const stateFile = join(directory, 'inner', 'state.json')
  await mkdir(join(directory, 'inner'))
  const sandbox = await startSandbox({ stateFile })
  try {
    const url = `${sandbox.env.NORTHFLANK_BASE_URL}/v1/org-roles`
    const token = sandbox.env.NORTHFLANK_API_TOKEN
    await rename(join(directory, 'inner'), join(directory, 'away'))
    expect(await send('POST', url, { token, json: { name: 'one' } })).toMatchObject({
      status: 500,
      body: { error: { status: 500, message: expect.stringContaining('cannot be written') } },
    })
    await rename(join(directory, 'away'), join(directory, 'inner'))
    expect((await send('GET', `${url}/one`, { token })).status).toBe(200)
    expect(await readFile(stateFile, 'utf8')).toContain('"name": "one"')
  } finally {
    await sandbox.close()
  }
})

test('a thousand roles are made and read back, ten at a time', async () => {
  const sandbox = await startSandbox({ stateFile: join(directory, 'state.json') })
  try {
    const url = `${sandbox.env.JITSUDO_URL}/v1/roles`
    const sent = { token: sandbox.env.JITSUDO_TOKEN, headers: { 'x-tenant-id': sandbox.env.JITSUDO_TENANT_ID } }
    const slugs = Array.from({ length: 1000 }, (_, index) => `role-${index}`)
    const waiting = [...slugs]
    const worker = async (): Promise<void> => {
      for (let slug = waiting.shift(); slug !== undefined; slug = waiting.shift()) {
        const made = await send('POST', url, {
          ...sent,
          json: { slug, name: slug, scopes: ['audit.read', 'requests.create', 'requests.read'] },
        })
        expect(made.status).toBe(201)
      }
    }
    await Promise.all(Array.from({ length: parallel }, worker))
    const list = await send('GET', url, sent)
    expect(each(list.body, 'slug')).toEqual(expect.arrayContaining(slugs))
  } finally {
    await sandbox.close()
  }
})
