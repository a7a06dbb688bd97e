/** A sandbox in a process of its own ends soon after a signal, whatever its clients hold open. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { at, each } from './client.js'
import { environmentOf, serve } from './process.js'

type Environment = Readonly<Record<string, string>>

/** Holds connections; resolves once they are closed, or have all they were promised. */
type Client = (env: Environment, told: AbortSignal) => Promise<readonly string[]>

let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rolecall-sandbox-'))
})
afterAll(() => rm(directory, { recursive: true }))

const rolesOf = (env: Environment): URL =>
  new URL(`${env['ASTRO_API_URL']}/organizations/${env['ASTRO_ORGANIZATION_ID']}/roles`)

const headersOf = (env: Environment, length: number): Record<string, string> => ({
  authorization: `Bearer ${env['ASTRO_API_TOKEN']}`,
  'content-type': 'application/json',
  'content-length': String(length),
})

/** Resolves to the status, or to null where the connection ended without one. */
const makeRole = (env: Environment, agent: Agent, name: string): Promise<number | null> =>
  new Promise((resolve) => {
    const body = JSON.stringify({ name, permissions: ['deployment.get'], scopeType: 'DEPLOYMENT' })
    const sent = request(rolesOf(env), { method: 'POST', agent, headers: headersOf(env, body.length) }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? null))
    })
    sent.on('error', () => resolve(null)).end(body)
  })

/**
 * Forty connections in use until `told`, each then left open with a request under way. Resolves to the
 * names of the roles that were acknowledged.
 */
const keepBusy: Client = async (env, told) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 40 })
  const made: string[] = []
  const worker = async (number: number): Promise<void> => {
    for (let count = 0; !told.aborted; count += 1) {
      const name = `r_${number}_${count}`
      if ((await makeRole(env, agent, name)) === 200) made.push(name)
    }
  }
  await Promise.all(Array.from({ length: 40 }, (_, number) => worker(number)))
  return made
}

const openSocket = async (env: Environment, text: string): Promise<readonly string[]> => {
  const { hostname, port } = rolesOf(env)
  const socket = connect(Number(port), hostname, () => socket.write(text))
  socket.on('error', () => undefined).resume()
  await new Promise((resolve) => socket.once('close', resolve))
  return []
}

const clients: readonly (readonly [string, NodeJS.Signals, Client])[] = [
  ['forty connections are busy', 'SIGINT', keepBusy],
  ['a client has sent nothing', 'SIGTERM', (env) => openSocket(env, '')],
  [
    'a client has sent half a request',
    'SIGINT',
    (env) => openSocket(env, `POST ${rolesOf(env).pathname} HTTP/1.1\r\nhost: x\r\ncontent-le`),
  ],
]

test.each(clients)('within two seconds while %s, on %s', async (title, signal, hold) => {
  const stateFile = join(directory, `${title} ${signal}.json`)
  const first = serve('--json', '--state', stateFile)
  onTestFinished(() => void first.child.kill('SIGKILL'))
  const told = new AbortController()
  const holding = hold(await environmentOf(first), told.signal)
  await sleep(300)
  const start = performance.now()
  told.abort()
  first.child.kill(signal)
  expect(await first.ended).toMatchObject({ code: 0, signal: null, stderr: '' })
  expect(performance.now() - start).toBeLessThan(2_000)

  const acknowledged = await holding
  const state: unknown = JSON.parse(await readFile(stateFile, 'utf8'))
  expect(each(at(state, 'astro', 'organizations', 0, 'roles'), 'name')).toEqual(
    expect.arrayContaining([...acknowledged]),
  )

  const second = serve('--json', '--state', stateFile)
  expect(await second.ready).toContain('{"env":')
  second.child.kill('SIGTERM')
  expect((await second.ended).code).toBe(0)
})
