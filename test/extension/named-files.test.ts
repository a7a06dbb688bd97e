/** Role files that code names: `new RoleFiles(…, { paths: […] })`. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { LanguageServer, OpenFile, StartOptions } from './server.js'
import { startServer } from './server.js'

let server: LanguageServer

afterEach(async () => {
  expect(server.logged).toEqual([])
  await server.stop()
})

const roles = 'astro_role:\n  viewer: { name: Viewer, scope_type: DEPLOYMENT, permissions: [deployment.get] }\n'

const foreign = 'services: {}\n'

const code = (...paths: readonly string[]): string =>
  `import { RoleFiles } from '@rolecall/provider/cdktf'\n${paths.map((path, at) => `new RoleFiles(stack, 'r${at}', { paths: ['${path}'] })\n`).join('')}`

const start = async (files: StartOptions['files'] = {}): Promise<void> => {
  server = await startServer({ files: { 'cdktf.json': '{}', ...files } })
}

const codesOf = (...files: readonly OpenFile[]): readonly unknown[] =>
  files.map(({ uri }) => server.sent.findLast((one) => one.uri === uri)?.diagnostics.map(({ code: own }) => own))

const changed = (path: string) =>
  server.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: server.uri(path), type: 2 }],
  })

const clash = ['RC012', 'RC012']

test('those of one call are compared across directories, as the code is typed', async () => {
  await start({ 'src/main.ts': code('roles/**/*.roles.yaml'), 'roles/prod/a.roles.yaml': roles })
  const dev = await server.open('roles/dev/a.roles.yaml', roles)
  const prod = await server.open('roles/prod/a.roles.yaml', roles)
  await expect.poll(() => codesOf(dev, prod)).toEqual([clash, clash])
  const [problem] = server.sent.findLast(({ uri }) => uri === dev.uri)?.diagnostics ?? []
  expect(problem?.relatedInformation?.map(({ location }) => location.uri)).toEqual([prod.uri])
  const main = await server.open('src/main.ts', code('roles/**/*.roles.yaml'), 'typescript')
  await main.replace(code('roles/dev/*', 'roles/prod/*'))
  await expect.poll(() => codesOf(dev, prod)).toEqual([[], []])
  await main.replace(code('roles/dev/*', 'roles/prod/*', 'roles/*/a.roles.yaml'))
  await expect.poll(() => codesOf(dev, prod)).toEqual([clash, clash])
  await main.replace('')
  await expect.poll(() => codesOf(dev, prod)).toEqual([[], []])
  await main.close()
  await expect.poll(() => codesOf(dev, prod)).toEqual([clash, clash])
})

test('code is followed on disk, and only in projects', async () => {
  await start({ 'src/main.ts': code('roles/*/*'), 'roles/prod/a.roles.yaml': roles })
  const dev = await server.open('roles/dev/a.roles.yaml', roles)
  await expect.poll(() => codesOf(dev)).toEqual([clash])
  await expect.poll(() => JSON.stringify(server.requests)).toContain('/**/*.{ts,tsx,mts,cts}')
  server.write('src/main.ts', code('roles/prod/*'))
  await changed('src/main.ts')
  await expect.poll(() => codesOf(dev)).toEqual([[]])
  server.write('src/more.ts', code('roles/*/*'))
  await changed('src/more.ts')
  await expect.poll(() => codesOf(dev)).toEqual([clash])
  rmSync(join(server.folder, 'src'), { recursive: true })
  await changed('src')
  await expect.poll(() => codesOf(dev)).toEqual([[]])
  server.write('src/more.ts', code('roles/*/*'))
  await changed('src/more.ts')
  await expect.poll(() => codesOf(dev)).toEqual([clash])
  rmSync(join(server.folder, 'cdktf.json'))
  await changed('cdktf.json')
  await expect.poll(() => codesOf(dev)).toEqual([[]])
})

test('a file that code names is a role file, though its text alone would not say so', async () => {
  await start({ 'src/main.ts': code('roles/*'), 'roles/a.roles.yaml': foreign })
  const file = await server.open('roles/a.roles.yaml', foreign)
  const other = await server.open('other.roles.yaml', foreign)
  await expect.poll(() => codesOf(file, other)).toEqual([['RC008'], []])
})

test('code below no cdktf.json, and what it makes up, name nothing', async () => {
  await start({
    'src/main.ts':
      "import { RoleFiles } from '@rolecall/provider/cdktf'\nnew RoleFiles(s, 'r', { paths: [`roles/${env}/*`] })\n",
    'roles/prod/a.roles.yaml': roles,
  })
  server.write('src/named.ts', code('last.roles.yaml'))
  const dev = await server.open('roles/dev/a.roles.yaml', roles)
  const last = await server.open('last.roles.yaml', foreign)
  await changed('src/named.ts')
  await expect.poll(() => codesOf(dev, last)).toEqual([[], ['RC008']])
})
