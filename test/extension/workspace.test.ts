import { rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '@rolecall/shared/workspace/config.js'
import { afterEach, expect, test } from 'vitest'
import type { LanguageServer, StartOptions } from './server.js'
import { fullCapabilities, pullCapabilities, startServer } from './server.js'

let server: LanguageServer

afterEach(async () => {
  expect(server.logged).toEqual([])
  await server.stop()
})

const roles = (permission: string): string => `astro_role:
  viewer:
    name: Viewer
    scope_type: DEPLOYMENT
    permissions: [${permission}]
`

const catalog = (value: string, risk = 'low'): string =>
  JSON.stringify({
    version: 1,
    platform: 'astro',
    organization: null,
    retrieved: '2026-11-24',
    source: 'test',
    coverage: 'open',
    permissions: [{ value, scopes: ['DEPLOYMENT'], risk }],
  })

const start = async (options: StartOptions = {}): Promise<void> => {
  server = await startServer(options)
}

const codesOf = (file: { readonly uri: string }): readonly unknown[] | undefined =>
  server.sent.findLast(({ uri }) => uri === file.uri)?.diagnostics.map(({ code, severity }) => [code, severity])

const changed = (...paths: readonly string[]) =>
  server.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: paths.map((path) => ({ uri: server.uri(path), type: 2 })),
  })

test('configuration and catalogs hold below their directory, and are seen when they change', async () => {
  await start({
    files: {
      '.rolecall/config.yaml': 'version: 1\nseverity: { RC001: error }\n',
      'inner/.rolecall/catalog.astro.json': catalog('deployment.new.get'),
    },
  })
  const outer = await server.open('a.roles.yaml', roles('deployment.new.get'))
  const inner = await server.open('inner/b.roles.yaml', roles('deployment.new.get').replaceAll('iewer', 'riter'))
  await server.pushed(outer)
  await server.pushed(inner)
  expect(codesOf(outer)).toEqual([['RC001', 1]])
  expect(codesOf(inner)).toEqual([])
  server.write('.rolecall/config.yaml', 'version: 1\nseverity: { RC001: "off" }\n')
  server.write('inner/.rolecall/catalog.astro.json', catalog('deployment.other.get'))
  await changed('.rolecall/config.yaml', 'inner/.rolecall/catalog.astro.json')
  await expect.poll(() => [codesOf(outer), codesOf(inner)]).toEqual([[], [['RC001', 2]]])
  const labels = (await server.complete(inner, inner.text().indexOf('deployment.'))).map(({ label }) => label)
  expect(labels).toContain('deployment.other.get')
})

test('a catalog that the configuration names is watched too', async () => {
  await start({
    files: {
      '.rolecall/config.yaml': 'version: 1\ncatalogs: ["../lists/ours.json"]\n',
      'lists/ours.json': catalog('deployment.ours.get'),
    },
  })
  const file = await server.open('a.roles.yaml', roles('deployment.ours.get'))
  expect(await server.pushed(file)).toEqual([])
  await expect.poll(() => JSON.stringify(server.requests)).toContain('lists/ours.json')
  server.write('lists/ours.json', catalog('deployment.theirs.get'))
  await changed('lists/ours.json')
  await expect.poll(() => codesOf(file)).toEqual([['RC001', 2]])
})

test('a directory of role files that is deleted as a whole', async () => {
  await start({
    files: { 'teams/one/b.roles.yaml': roles('deployment.get'), '.rolecall/config.yaml': 'modules: [.]\n' },
  })
  const file = await server.open('a.roles.yaml', roles('deployment.get'))
  await expect
    .poll(() => codesOf(file))
    .toEqual([
      ['RC012', 1],
      ['RC012', 1],
    ])
  await expect.poll(() => JSON.stringify(server.requests)).toContain('/teams"')
  rmSync(join(server.folder, 'teams'), { recursive: true })
  await changed('teams')
  await expect.poll(() => codesOf(file)).toEqual([])
})

test('a client that watches nothing sees changes while it types', async () => {
  const { workspace, ...rest } = fullCapabilities
  await start({
    capabilities: { ...rest, workspace: { ...workspace, didChangeWatchedFiles: {} } },
    files: { '.rolecall/config.yaml': 'version: 1\n' },
  })
  const file = await server.open('a.roles.yaml', roles('deployment.zzz.get'))
  await server.pushed(file)
  expect(codesOf(file)).toEqual([['RC001', 2]])
  server.write('.rolecall/config.yaml', 'version: 1\nseverity: { RC001: error }\n')
  await expect
    .poll(
      async () => {
        await file.replace(`${file.text()} `)
        await server.pushed(file)
        return codesOf(file)
      },
      { interval: 300 },
    )
    .toEqual([['RC001', 1]])
})

test('a client that watches nothing sees each of several changes in a row, and those of catalogs', async () => {
  const { workspace, ...rest } = fullCapabilities
  await start({
    capabilities: { ...rest, workspace: { ...workspace, didChangeWatchedFiles: {} } },
    files: { '.rolecall/config.yaml': 'version: 1\nseverity: { RC001: warning }\n' },
  })
  const file = await server.open('a.roles.yaml', roles('deployment.zzz.get'))
  await server.pushed(file)
  const saved = async (path: string, text: string): Promise<void> => {
    server.write(path, text)
    await server.connection.sendNotification('textDocument/didSave', { textDocument: { uri: server.uri(path) } })
  }
  for (const [level, severity] of [
    ['error', 1],
    ['info', 3],
    ['hint', 4],
    ['error', 1],
  ] as const) {
    await saved('.rolecall/config.yaml', `version: 1\nseverity: { RC001: ${level} }\n`)
    await expect.poll(() => codesOf(file)).toEqual([['RC001', severity]])
  }
  await saved('.rolecall/catalog.astro.json', catalog('deployment.zzz.get'))
  await expect.poll(() => codesOf(file)).toEqual([])
  await saved('.rolecall/catalog.astro.json', catalog('deployment.yyy.get'))
  await expect.poll(() => codesOf(file)).toEqual([['RC001', 1]])
})

test.each([
  ['git', (path: string) => `git:${path}?%7B%22path%22%3A%22${path}%22%7D`],
  ['vscode-vfs', (path: string) => `vscode-vfs://github${path}`],
  ['vscode-bulkeditpreview-editor', (path: string) => `vscode-bulkeditpreview-editor:${path}?file%3A//${path}`],
  ['chat-editing-text-model', (path: string) => `chat-editing-text-model:${path}?{"kind":"left"}`],
])('a document of the scheme %s is checked alone', async (_scheme, uriOf) => {
  await start()
  const text = roles('deployment.zzz.get')
  const file = await server.open('a.roles.yaml', text)
  await server.pushed(file)
  const uri = uriOf(`${server.folder}/a.roles.yaml`)
  const textDocument = { uri, languageId: 'yaml', version: 1, text }
  await server.connection.sendNotification('textDocument/didOpen', { textDocument })
  await expect
    .poll(() => server.sent.findLast((one) => one.uri === uri)?.diagnostics)
    .toMatchObject([{ code: 'RC001' }])
  const other = await server.open('b.roles.yaml', roles('deployment.zzz.get').replaceAll('iewer', 'riter'))
  await server.pushed(other)
  const found = await server.connection.sendRequest<{ uri: string }[]>('textDocument/references', {
    textDocument: { uri: other.uri },
    position: { line: 4, character: 20 },
    context: { includeDeclaration: true },
  })
  expect(new Set(found.map((one) => one.uri))).toEqual(new Set([file.uri, other.uri]))
  expect(codesOf(file)).toEqual([['RC001', 2]])
})

test('the walk passes over what lint passes over, and goes where it goes', async () => {
  const text = roles('deployment.get')
  await start({
    files: {
      '.rolecall/config.yaml': 'modules: [.]\n',
      '.gitignore': 'tmp/\n',
      'tmp/b.roles.yaml': text,
      '.worktrees/x/b.roles.yaml': text,
      'node_modules/x/b.roles.yaml': text,
    },
  })
  symlinkSync('a.roles.yaml', join(server.folder, 'link.roles.yaml'))
  const file = await server.open('a.roles.yaml', text)
  const ignored = await server.open('tmp/b.roles.yaml', text)
  await server.pushed(file)
  await server.connection.sendRequest('workspace/symbol', { query: 'viewer' })
  await file.replace(`${text} `)
  await server.pushed(file)
  expect([codesOf(file), codesOf(ignored)]).toEqual([[], []])
  server.write('dist/b.roles.yaml', text)
  await changed('dist/b.roles.yaml')
  await expect.poll(() => codesOf(file)?.length).toBe(2)
})

test('references and the matrix have the roles of code that is not open', async () => {
  const code = `import { AstroRole } from '@rolecall/provider/cdktf'
new AstroRole(this, 'other', { name: 'Other', scopeType: 'DEPLOYMENT', permissions: ['deployment.get'] })
`
  const hcl = `resource "rolecall_astro_role" "godmode" {
  name        = "Godmode"
  scope_type  = "DEPLOYMENT"
  permissions = ["deployment.get"]
}
`
  await start({ files: { 'main.tf': hcl, 'src/stack.ts': code, 'src/unrelated.ts': 'export {}' } })
  const file = await server.open('a.roles.yaml', roles('deployment.get'))
  await server.pushed(file)
  const found = await server.connection.sendRequest<{ uri: string }[]>('textDocument/references', {
    textDocument: { uri: file.uri },
    position: { line: 4, character: 20 },
    context: { includeDeclaration: true },
  })
  expect(new Set(found.map(({ uri }) => uri))).toEqual(
    new Set([file.uri, server.uri('main.tf'), server.uri('src/stack.ts')]),
  )
  const page = await server.connection.sendRequest<string>('rolecall/matrix', { nonce: 'abc' })
  expect(page).toContain('3 roles from 3 files')
})

test('references pass over what the walk passes over and what is left out', async () => {
  const hcl = `resource "rolecall_astro_role" "a" {
  name        = "A"
  scope_type  = "DEPLOYMENT"
  permissions = ["deployment.get"]
}
`
  await start({
    files: {
      '.rolecall/config.yaml': 'ignore: [old/]\n',
      '.gitignore': 'tmp/\n',
      'main.tf': hcl,
      'old/main.tf': hcl,
      'tmp/main.tf': hcl,
    },
  })
  const file = await server.open('a.roles.yaml', roles('deployment.get'))
  await server.pushed(file)
  for (const path of ['old/main.tf', 'tmp/main.tf']) await server.open(path, hcl, 'terraform')
  const found = await server.connection.sendRequest<{ uri: string }[]>('textDocument/references', {
    textDocument: { uri: file.uri },
    position: { line: 4, character: 20 },
    context: { includeDeclaration: true },
  })
  expect(new Set(found.map(({ uri }) => uri))).toEqual(new Set([file.uri, server.uri('main.tf')]))
  const page = await server.connection.sendRequest<string>('rolecall/matrix', { nonce: 'abc' })
  expect(page).toContain('2 roles from 2 files')
})

test('in a workspace that is not trusted nothing of it counts', async () => {
  await start({
    initializationOptions: { commands: ['x'], trusted: false },
    files: { '.rolecall/config.yaml': 'version: 1\nseverity: { RC001: "off" }\n' },
  })
  const file = await server.open('a.roles.yaml', roles('deployment.zzz.get'))
  await server.pushed(file)
  expect(codesOf(file)).toEqual([['RC001', 2]])
})

test('what the configuration ignores is left alone', async () => {
  await start({ files: { '.rolecall/config.yaml': 'version: 1\nignore: ["legacy/**"]\n' } })
  const legacy = await server.open('legacy/a.roles.yaml', roles('deployment.zzz.get'))
  const own = await server.open('a.roles.yaml', roles('deployment.zzz.get'))
  await server.pushed(own)
  expect(codesOf(legacy) ?? []).toEqual([])
  expect(codesOf(own)).toEqual([['RC001', 2]])
})

test('a configuration that cannot be used is underlined where it is wrong', async () => {
  const text = 'version: 1\nseverity: { RC001: loud }\n'
  await start({ files: { '.rolecall/config.yaml': text } })
  const file = await server.open('.rolecall/config.yaml', text)
  const found = await server.pushed(file)
  expect(found.map(({ range }) => range.start.line)).toEqual([1])
})

test('what is wrong with a configuration has the code and the help it has elsewhere', async () => {
  const text = 'severity: { RC001: loud, RC02: off }\nignore: ["a"'
  await start({ files: { '.rolecall/config.yaml': text } })
  const file = await server.open('.rolecall/config.yaml', text)
  expect((await server.pushed(file)).map(({ code, severity, range }) => [code, severity, range.start.line])).toEqual(
    readConfig(text).problems.map(({ code, range }) => [code, 1, range.start.line]),
  )
})

test('a catalog counts whatever the second part of its name', async () => {
  await start({ files: { '.rolecall/catalog.astro.team.eu.json': catalog('deployment.custom.get') } })
  const file = await server.open('a.roles.yaml', roles('deployment.custom.get'))
  expect(await server.pushed(file)).toEqual([])
})

test('a limit on the blast radius holds, and a workspace cannot lower a shipped risk', async () => {
  await start({
    files: {
      '.rolecall/config.yaml': 'version: 1\nmax_blast_radius: medium\n',
      '.rolecall/catalog.astro.json': catalog('deployment.delete', 'low'),
    },
  })
  const file = await server.open('a.roles.yaml', roles('deployment.delete'))
  await server.pushed(file)
  expect(codesOf(file)).toEqual([['RC009', 1]])
})

test('roles of one name in two environments are not, unless the configuration makes one module of them', async () => {
  await start({ files: { 'envs/prod/a.roles.yaml': roles('deployment.get'), '.rolecall/config.yaml': 'version: 1\n' } })
  const file = await server.open('envs/dev/a.roles.yaml', roles('deployment.get'))
  const prod = await server.open('envs/prod/a.roles.yaml', roles('deployment.get'))
  await Promise.all([server.pushed(file), server.pushed(prod)])
  expect([codesOf(file), codesOf(prod)]).toEqual([[], []])
  server.write('.rolecall/config.yaml', 'version: 1\nmodules: [envs]\n')
  await changed('.rolecall/config.yaml')
  await expect.poll(() => [codesOf(file)?.length, codesOf(prod)?.length]).toEqual([2, 2])
})

test('roles of one name in two files are found, and lose it when one is renamed or deleted', async () => {
  await start({ files: { 'b.roles.yaml': roles('deployment.get') } })
  const file = await server.open('a.roles.yaml', roles('deployment.get'))
  await server.pushed(file)
  await expect
    .poll(() => codesOf(file))
    .toEqual([
      ['RC012', 1],
      ['RC012', 1],
    ])
  const [problem] = server.sent.findLast(({ uri }) => uri === file.uri)?.diagnostics ?? []
  expect(problem?.relatedInformation?.map(({ location }) => location.uri)).toEqual([server.uri('b.roles.yaml')])
  writeFileSync(join(server.folder, 'b.roles.yaml'), roles('deployment.get').replaceAll('iewer', 'riter'))
  await changed('b.roles.yaml')
  await expect.poll(() => codesOf(file)).toEqual([])
  const other = await server.open('b.roles.yaml', roles('deployment.get'))
  await expect.poll(() => [codesOf(file)?.length, codesOf(other)?.length]).toEqual([2, 2])
  await file.replace(roles('deployment.get').replaceAll('iewer', 'eader'))
  await expect.poll(() => [codesOf(file)?.length, codesOf(other)?.length]).toEqual([0, 0])
})

test('roles of one name in two files of a Terraform module are found, as they are typed and on disk', async () => {
  const resource = (key: string, name: string) =>
    `resource "rolecall_astro_role" "${key}" {\n  name = ${name}\n  scope_type = "DEPLOYMENT"\n  permissions = ["deployment.get"]\n}\n`
  await start({
    files: {
      'a.tf': resource('a', 'local.shared'),
      'b.tf': resource('b', 'local.shared'),
      'locals.tf': 'locals {\n  shared = "Shared"\n}\n',
      'other/c.tf': resource('c', '"Shared"'),
    },
  })
  const file = await server.open('a.tf', resource('a', 'local.shared'))
  const [problem] = await server.pushed(file)
  expect(problem).toMatchObject({ code: 'RC012', range: { start: { line: 1, character: 9 } } })
  expect(problem?.relatedInformation).toMatchObject([
    { location: { uri: server.uri('b.tf'), range: { start: { line: 1, character: 9 } } } },
  ])
  const other = await server.open('b.tf', resource('b', 'local.shared'))
  await expect.poll(() => [codesOf(file), codesOf(other)]).toEqual([[['RC012', 1]], [['RC012', 1]]])
  await other.replace(resource('b', '"Own"'))
  await expect.poll(() => [codesOf(file), codesOf(other)]).toEqual([[], []])
  server.write('c.tf', resource('a', '"Third"'))
  await changed('c.tf')
  await expect.poll(() => [codesOf(file), codesOf(other)]).toEqual([[['RC012', 1]], []])
})

test('a Terraform file in whose place a .tofu file stands is compared with no other', async () => {
  const resource = (key: string) =>
    `resource "rolecall_astro_role" "${key}" {\n  name = "${key}"\n  scope_type = "DEPLOYMENT"\n  permissions = ["deployment.get"]\n}\n`
  await start({ files: { 'a.tf': resource('a'), 'a.tofu': resource('b'), 'b.tf': resource('a') } })
  const replaced = await server.open('a.tf', resource('a'))
  const other = await server.open('b.tf', resource('a'))
  await server.pushed(replaced)
  await server.pushed(other)
  expect([codesOf(replaced), codesOf(other)]).toEqual([[], []])
  rmSync(join(server.folder, 'a.tofu'))
  await changed('a.tofu')
  await expect.poll(() => [codesOf(replaced)?.length, codesOf(other)?.length]).toEqual([2, 2])
})

test('a Terraform file that git ignores is no part of its module', async () => {
  const resource = (key: string) =>
    `resource "rolecall_astro_role" "${key}" {\n  name = "${key}"\n  scope_type = "DEPLOYMENT"\n  permissions = ["deployment.get"]\n}\n`
  await start({
    files: { '.gitignore': 'own.tf\n', 'in/a.tf': resource('a'), 'in/own.tf': resource('a') },
  })
  const file = await server.open('in/a.tf', resource('a'))
  const ignored = await server.open('in/own.tf', resource('a'))
  await server.pushed(file)
  await server.pushed(ignored)
  expect([codesOf(file), codesOf(ignored)]).toEqual([[], []])
  server.write('.gitignore', '')
  await changed('.gitignore')
  await expect.poll(() => [codesOf(file)?.length, codesOf(ignored)?.length]).toEqual([2, 2])
})

test('a client that asks is told when to ask again', async () => {
  await start({ capabilities: pullCapabilities, files: { '.rolecall/config.yaml': 'version: 1\n' } })
  const file = await server.open('a.roles.yaml', roles('deployment.zzz.get'))
  expect((await server.pull(file)).map(({ severity }) => severity)).toEqual([2])
  server.write('.rolecall/config.yaml', 'version: 1\nseverity: { RC001: error }\n')
  const before = server.requests.length
  await changed('.rolecall/config.yaml')
  await expect
    .poll(() => server.requests.slice(before).map(({ method }) => method))
    .toEqual(
      expect.arrayContaining([
        'workspace/diagnostic/refresh',
        'workspace/codeLens/refresh',
        'workspace/inlayHint/refresh',
      ]),
    )
  expect((await server.pull(file)).map(({ severity }) => severity)).toEqual([1])
})

test('folders that come while the roles are looked for', async () => {
  const names = Array.from({ length: 300 }, (_, index) => `r${index}`)
  await start({
    files: Object.fromEntries(
      names.map((name) => [`one/${name}.roles.yaml`, roles('deployment.get').replace('viewer', name)]),
    ),
  })
  const symbols = server.ask<readonly { readonly name: string }[]>('workspace/symbol', { query: '' })
  server.write('two/more.roles.yaml', roles('deployment.get'))
  const event = { added: [{ uri: server.uri('two'), name: 'two' }], removed: [] }
  await server.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event })
  expect(new Set((await symbols).map(({ name }) => name))).toEqual(new Set([...names, 'viewer']))
})

test('settings choose what is shown', async () => {
  await start({ settings: { enable: true, codeLens: { enabled: false }, diagnostics: { enabled: false } } })
  const file = await server.open('a.roles.yaml', roles('deployment.zzz.get'))
  expect(await server.ask('textDocument/codeLens', { textDocument: { uri: file.uri } })).toBeNull()
  expect((await server.complete(file, file.text().indexOf('zzz'))).length).toBeGreaterThan(10)
  expect(codesOf(file) ?? []).toEqual([])
})

test('settings that are pushed count where the client cannot be asked', async () => {
  const { workspace, ...rest } = fullCapabilities
  await start({ capabilities: { ...rest, workspace: { ...workspace, configuration: false } } })
  const file = await server.open('a.roles.yaml', roles('deployment.zzz.get'))
  await server.pushed(file)
  await server.connection.sendNotification('workspace/didChangeConfiguration', {
    settings: { rolecall: { enable: false } },
  })
  await expect.poll(() => codesOf(file)).toEqual([])
})

test('nothing but role files is looked for, and nothing in what tools write', async () => {
  await start({
    files: {
      'node_modules/x/a.roles.yaml': roles('deployment.get'),
      '.terraform/a.roles.yaml': roles('deployment.get'),
      'deep/er/b.roles.yaml': roles('deployment.get').replaceAll('iewer', 'riter'),
      'values.yaml': roles('deployment.get'),
    },
  })
  const found = await server.ask<{ location: { uri: string } }[]>('workspace/symbol', { query: '' })
  expect(found.map(({ location }) => location.uri)).toEqual([server.uri('deep/er/b.roles.yaml')])
})
