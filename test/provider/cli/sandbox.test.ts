import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { environmentNames } from '../sandbox/environment-names.js'
import { environmentOf, serve } from '../sandbox/process.js'

let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rolecall-sandbox-'))
})
afterAll(() => rm(directory, { recursive: true }))

test('prints lines that a shell can take and serves until it is told to stop', async () => {
  const running = serve()
  const lines = (await running.ready).trimEnd().split('\n')
  expect(lines.map((line) => /^export ([A-Z_]+)='[^']+'$/.exec(line)?.[1])).toEqual([...environmentNames])
  const url = /JITSUDO_URL='([^']+)'/.exec(lines.join('\n'))?.[1]
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  running.child.kill('SIGTERM')
  expect(await running.ended).toMatchObject({ code: 0, stderr: '' })
})

test('prints one line of JSON with every organization and tenant, ends with connections open, and at once starts again with the same values', async () => {
  const state = join(directory, 'state.json')
  const first = serve('--json', '--state', state)
  const before = await environmentOf(first)
  const keptAlive = await fetch(`${before['JITSUDO_URL']}/healthz`)
  first.child.kill('SIGINT')
  const second = serve('--json', '--state', state)
  const after = await environmentOf(second)
  second.child.kill('SIGINT')

  const { tenants } = JSON.parse(await first.ready) as { tenants: readonly Record<string, unknown>[] }
  expect(tenants.map(({ platform, name }) => `${platform} ${name}`)).toEqual(
    ['astro', 'northflank', 'jitsudo'].flatMap((platform) => [`${platform} Sandbox One`, `${platform} Sandbox Two`]),
  )
  expect(Object.assign({}, ...tenants.filter(({ name }) => name === 'Sandbox One').map(({ env }) => env))).toEqual(
    before,
  )
  const { id, token, apiKey, env } = tenants.at(-1) ?? {}
  expect(env).toMatchObject({ JITSUDO_TENANT_ID: id, JITSUDO_TOKEN: token, JITSUDO_API_KEY: apiKey })
  expect(id).not.toBe(before['JITSUDO_TENANT_ID'])
  expect(new Set(tenants.map((tenant) => tenant['token'])).size).toBe(tenants.length)

  expect(keptAlive.status).toBe(200)
  for (const { code, stdout } of [await first.ended, await second.ended]) {
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
  }
  const values = (env: Record<string, string>) =>
    environmentNames.filter((name) => !name.endsWith('_URL')).map((name) => env[name])
  expect(values(after)).toEqual(values(before))
})

test.each([
  ['a port that is none', ['--port', '70000'], /--port takes a number from 0 to 65535/],
  ['a file that has no name', ['--state', ''], /--state takes the name of a file/],
  ['a directory that is not there', ['--state', '/nowhere/at/all/state.json'], /\/nowhere\/at\/all is not there/],
  ['an argument', ['astro'], /sandbox takes no argument/],
])('ends with 2 and one line on %s', async (_title, args, message) => {
  const { code, stdout, stderr } = await serve(...args).ended
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(message)
  expect(stderr.trimEnd().split('\n')).toHaveLength(1)
})

test('ends with 2 on a corrupt file and leaves it as it is', async () => {
  const state = join(directory, 'corrupt.json')
  await writeFile(state, 'garbage')
  const { code, stderr } = await serve('--state', state).ended
  expect(code).toBe(2)
  expect(stderr).toBe(
    `rolecall: the state file ${state} is not valid JSON; ` +
      'it is left as it is; remove it or choose another with --state\n',
  )
  expect(await readFile(state, 'utf8')).toBe('garbage')
})
