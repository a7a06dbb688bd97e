import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import { environmentOf, serve } from '../sandbox/process.js'
import { directoryWith, run, runWith } from './command.js'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
})

afterAll(() => sandbox.close())

const role =
  'astro_role:\n  viewer:\n    name: Viewer\n    scope_type: DEPLOYMENT\n    permissions: [deployment.get, deployment.get]\n'
const fixed = role.replace(', deployment.get', '')

/** What a verb writes, and how it is called. The sandbox is a verb that does not end. */
const writers: readonly (readonly [string, readonly string[]])[] = [
  ['a.roles.yaml', ['lint', '--fix']],
  ['known.json', ['lint', '--baseline', 'known.json', '--update-baseline']],
  ['page.html', ['report', '--out', 'page.html']],
  ['.rolecall/catalog.astro.json', ['catalog', 'refresh', 'astro']],
  ['out/jitsudo.roles.yaml', ['pull', 'jitsudo', '--out', 'out']],
  ['mirror/terraform.rc', ['mirror', 'mirror']],
  ['mirror/package.json', ['mirror', 'mirror']],
]

const repositoryWith = (file: string): string =>
  directoryWith({ 'repository/a.roles.yaml': role, [`repository/${join(file, '..', 'other')}`]: '', profile: 'mine' })

const makeJitsudoRole = async (): Promise<void> => {
  const { env } = sandbox
  const headers = {
    authorization: `Bearer ${env.JITSUDO_TOKEN}`,
    'x-tenant-id': env.JITSUDO_TENANT_ID,
    'content-type': 'application/json',
  }
  await fetch(`${env.JITSUDO_URL}/v1/roles`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ slug: 'auditor', name: 'Auditor', scopes: ['audit.read'] }),
  })
}

test.each(writers)(
  '%s is not written through a link that lies beside it, and what has its name and .tmp stays',
  async (file, args) => {
    await makeJitsudoRole()
    const linked = repositoryWith(file)
    symlinkSync(join(linked, 'profile'), join(linked, 'repository', `${file}.tmp`))
    const own = repositoryWith(file)
    writeFileSync(join(own, 'repository', `${file}.tmp`), 'mine')
    for (const directory of [linked, own]) {
      const { code, stderr } = await runWith(join(directory, 'repository'), sandbox.env, args)
      expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
      expect(readFileSync(join(directory, 'repository', file), 'utf8')).not.toBe('')
      expect(readFileSync(join(directory, 'profile'), 'utf8')).toBe('mine')
      expect(readFileSync(join(directory, 'repository', `${file}.tmp`), 'utf8')).toBe('mine')
      expect(readdirSync(directory, { recursive: true }).filter((name) => String(name).includes('.rolecall-'))).toEqual(
        [],
      )
    }
  },
)

test('neither are the state of a sandbox and its key', async () => {
  const directory = directoryWith({ profile: 'mine' })
  const state = join(directory, 'state.json')
  for (const name of ['state.json.tmp', 'state.json.key.tmp'])
    symlinkSync(join(directory, 'profile'), join(directory, name))
  const running = serve('--json', '--state', state)
  await environmentOf(running)
  running.child.kill('SIGTERM')

  expect(await running.ended).toMatchObject({ code: 0, stderr: '' })
  expect(readFileSync(join(directory, 'profile'), 'utf8')).toBe('mine')
  expect([state, `${state}.key`].map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600])
  expect(readdirSync(directory).sort()).toEqual([
    'profile',
    'state.json',
    'state.json.key',
    'state.json.key.tmp',
    'state.json.tmp',
  ])
})

test('a role file that is a link stays one, and what it leads to is fixed and keeps its mode', () => {
  const directory = directoryWith({ 'real/roles.txt': role, 'work/b.roles.yaml': role })
  chmodSync(join(directory, 'real/roles.txt'), 0o640)
  chmodSync(join(directory, 'work/b.roles.yaml'), 0o604)
  symlinkSync('../real/roles.txt', join(directory, 'work/a.roles.yaml'))
  const { code, stderr } = run(join(directory, 'work'), ['lint', '--fix', 'a.roles.yaml', 'b.roles.yaml'])

  expect(stderr).toBe('rolecall: fixed 2 problems in 2 files\n')
  expect(code).toBe(1)
  expect(readlinkSync(join(directory, 'work/a.roles.yaml'))).toBe('../real/roles.txt')
  expect([
    readFileSync(join(directory, 'real/roles.txt'), 'utf8'),
    readFileSync(join(directory, 'work/b.roles.yaml'), 'utf8'),
  ]).toEqual([fixed, fixed])
  expect(
    [statSync(join(directory, 'real/roles.txt')), statSync(join(directory, 'work/b.roles.yaml'))].map(
      ({ mode }) => mode & 0o777,
    ),
  ).toEqual([0o640, 0o604])
})

test('a link that leads to no file yet is followed too, and nothing but a file is replaced', () => {
  const directory = directoryWith({ 'a.roles.yaml': role })
  symlinkSync('published.html', join(directory, 'page.html'))
  mkdirSync(join(directory, 'folder'))
  spawnSync('mkfifo', [join(directory, 'pipe')])

  expect(run(directory, ['report', '--out', 'page.html'])).toMatchObject({ code: 0 })
  expect(lstatSync(join(directory, 'page.html')).isSymbolicLink()).toBe(true)
  expect(readFileSync(join(directory, 'published.html'), 'utf8')).toContain('Viewer')
  const refused = [
    ['folder', 'EISDIR: illegal operation on a directory'],
    ['pipe', 'it is not a regular file'],
  ] as const
  for (const [name, why] of refused) {
    expect(run(directory, ['report', '--out', name])).toMatchObject({
      code: 2,
      stderr: `rolecall: ${name} cannot be written: ${why}\n`,
    })
  }
  expect(readdirSync(directory).sort()).toEqual(['a.roles.yaml', 'folder', 'page.html', 'pipe', 'published.html'])
})

test('pull does not write through a link that leads nowhere', async () => {
  await makeJitsudoRole()
  const directory = directoryWith({})
  symlinkSync('elsewhere', join(directory, 'jitsudo.roles.yaml'))
  const { code, stderr } = await runWith(directory, sandbox.env, ['pull', 'jitsudo'])

  expect(code).toBe(2)
  expect(stderr).toContain('jitsudo.roles.yaml exists')
  expect(readdirSync(directory)).toEqual(['jitsudo.roles.yaml'])
})
