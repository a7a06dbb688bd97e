import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CompletionList } from 'vscode-languageserver'
import type { LanguageServer } from './server.js'
import { positionAt, pullCapabilities, startServer } from './server.js'

let server: LanguageServer

beforeEach(async () => {
  server = await startServer({ capabilities: pullCapabilities })
})

afterEach(async () => {
  expect(server.logged).toEqual([])
  await server.stop()
})

const role = (index: number, list = '[deployment.get]'): string =>
  `  role_${index}:\n    name: Role ${index}\n    scope_type: DEPLOYMENT\n    permissions: ${list}\n`

const roles = (count: number): string =>
  `astro_role:\n${Array.from({ length: count }, (_, index) => role(index)).join('')}`

const hostile: readonly (readonly [string, string, string])[] = [
  ['nested brackets', 'a.roles.yaml', `astro_role: ${'['.repeat(200_000)}`],
  ['nested brackets in JSON', 'a.roles.json', '['.repeat(200_000)],
  ['nested braces in Terraform', 'a.tf', `resource "rolecall_astro_role" "a" {\n permissions = ${'['.repeat(100_000)}`],
  [
    'nested brackets in TypeScript',
    'a.ts',
    `import { AstroRole } from '@rolecall/provider/cdktf'\nnew AstroRole(s, 'a', ${'['.repeat(100_000)}`,
  ],
  [
    'aliases',
    'a.roles.yaml',
    `x-a: &a [deployment.get]\nastro_role:\n  a:\n    name: A\n    scope_type: DEPLOYMENT\n    permissions:\n${'      - *a\n'.repeat(20_000)}`,
  ],
  [
    'a long scalar',
    'a.roles.yaml',
    `astro_role:\n  a:\n    name: "${'x'.repeat(2_000_000)}"\n    permissions: [deployment.get]\n`,
  ],
  ['a long line in Terraform', 'a.tf', `resource "rolecall_astro_role" "a" {\n  name = "${'x'.repeat(2_000_000)}"\n}`],
  ['a merge conflict', 'a.roles.yaml', `${roles(3)}<<<<<<< ours\n${role(4)}=======\n${role(5)}>>>>>>> theirs\n`],
  ['tabs', 'a.roles.yaml', roles(3).replaceAll('    ', '\t')],
  ['a file that is too large', 'a.roles.yaml', roles(60_000)],
  ['unpaired surrogates', 'a.roles.yaml', roles(2).replace('deployment', '\uD83D').replace('Role', '\uDE00')],
  ['no line ends but carriage returns', 'a.roles.yaml', roles(3).replaceAll('\n', '\r')],
  [
    'thousands of duplicates in one list',
    'a.roles.yaml',
    `astro_role:\n${role(0, `[${'deployment.get, '.repeat(9000)}]`)}`,
  ],
  [
    'a hundred thousand ignore comments',
    'a.roles.yaml',
    roles(1).replace('    permissions', `${'    # rolecall-ignore RC001 -- x\n'.repeat(100_000)}    permissions`),
  ],
  ['thousands of merge conflicts', 'a.roles.yaml', `${roles(1)}${'<<<<<<< a\n=======\n>>>>>>> b\n'.repeat(50_000)}`],
  ['thousands of problems', 'a.roles.yaml', roles(4000).replaceAll('deployment.get', 'deployment.gett')],
]

test.each(hostile)('%s: every request is answered, and the server goes on', async (_, name, text) => {
  const file = await server.open(name, text)
  const end = positionAt(text, text.length)
  const middle = positionAt(text, text.length >> 1)
  for (const position of [end, middle]) {
    const here = { textDocument: { uri: file.uri }, position }
    await server.ask('textDocument/completion', here)
    await server.ask('textDocument/hover', here)
    await server.actions(file, { start: position, end: position })
  }
  await server.pull(file)
  await server.ask('textDocument/documentSymbol', { textDocument: { uri: file.uri } })
  await server.ask('textDocument/codeLens', { textDocument: { uri: file.uri } })
  const fine = await server.open(
    'fine.roles.yaml',
    roles(1).replace('.get', '.gett').replace('role_0', 'fine').replace('Role 0', 'Fine'),
  )
  expect((await server.pull(fine)).map(({ code }) => code)).toEqual(['RC001'])
})

test('a request that is cancelled costs nothing, and is answered', async () => {
  const file = await server.open('a.roles.yaml', roles(2000))
  const { CancellationTokenSource } = await import('vscode-languageserver/node')
  const source = new CancellationTokenSource()
  const asked = server.connection.sendRequest(
    'textDocument/codeLens',
    { textDocument: { uri: file.uri } },
    source.token,
  )
  source.cancel()
  await asked.catch((error: { code: number }) => expect(error.code).toBe(-32800))
  const list = await server.ask<CompletionList>('textDocument/completion', {
    textDocument: { uri: file.uri },
    position: positionAt(file.text(), file.text().indexOf('deployment.get') + 3),
  })
  expect(list.items.length).toBeGreaterThan(10)
})

test('what a client asks of files that are not open is answered', async () => {
  const nowhere = { textDocument: { uri: server.uri('no.roles.yaml') }, position: { line: 5, character: 5 } }
  for (const method of [
    'completion',
    'hover',
    'definition',
    'documentHighlight',
    'prepareRename',
    'codeLens',
    'documentSymbol',
  ]) {
    expect(await server.ask(`textDocument/${method}`, nowhere)).toBeNull()
  }
  expect(await server.ask('textDocument/diagnostic', nowhere)).toEqual({ kind: 'full', items: [] })
})

test('positions beyond the text are taken for its end', async () => {
  const file = await server.open('a.roles.yaml', roles(1))
  const position = { line: 999, character: 999 }
  expect(await server.ask('textDocument/hover', { textDocument: { uri: file.uri }, position })).toBeNull()
  await server.ask('textDocument/codeAction', {
    textDocument: { uri: file.uri },
    range: { start: position, end: { line: 0, character: 0 } },
    context: { diagnostics: [] },
  })
})

test('versions that are gone are let go', async () => {
  const file = await server.open('a.roles.yaml', roles(2500))
  const pid = server.pid
  for (let round = 0; round < 300; round += 1) {
    await file.edit({ start: { line: 4, character: 18 }, end: { line: 4, character: 18 } }, 'q')
    await server.pull(file)
  }
  const used = Number(/VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  // Of 300 versions each would hold most of a megabyte.
  expect(used).toBeLessThan(200_000)
})

test('a configuration full of stars holds nothing up', async () => {
  server.write(
    '.rolecall/config.yaml',
    `ignore: ["${'*a'.repeat(28)}b.roles.yaml", "${'**/a/'.repeat(28)}b.roles.yaml"]\n`,
  )
  const name = `${'a/'.repeat(60)}${'a'.repeat(120)}.roles.yaml`
  server.write(name, '')
  const file = await server.open(name, roles(1).replace('.get', '.gett'))
  expect((await server.pull(file)).map(({ code }) => code)).toEqual(['RC001'])
})
