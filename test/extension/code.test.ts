import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CodeLens, CompletionItem, Hover, TextEdit } from 'vscode-languageserver'
import type { LanguageServer } from './server.js'
import { applyEdits, cursorIn, positionAt, startServer, textIn } from './server.js'

let server: LanguageServer
let count = 0

const locals = `locals {
  shared = ["deployment.get", "deployment.airflow.zzz.get"]
}
`

const usesLocals = `resource "rolecall_astro_role" "local" {
  name        = "Local"
  scope_type  = "DEPLOYMENT"
  permissions = local.shared
}
`

beforeAll(async () => {
  server = await startServer({ files: { 'module/locals.tf': locals, 'module/main.tf': usesLocals } })
})

afterAll(async () => {
  expect(server.logged).toEqual([])
  await server.stop()
})

const terraform = (list: string): string => `# é😀
resource "rolecall_astro_role" "viewer" {
  name        = "Viewer"
  scope_type  = "DEPLOYMENT"
  permissions = ${list}
}

resource "aws_iam_role" "foreign" {
  permissions = ["deployment.airflow.dags.get"]
}
`

const typescript = (list: string): string => `import { AstroRole as Role } from '@rolecall/provider/cdktf'
const shared = ['deployment.get'] as const
export const make = (stack: never) => [
  new Role(stack, 'viewer', { name: 'Viewer 😀', scopeType: 'DEPLOYMENT', permissions: ${list} }),
]
export const foreign = { permissions: ['deployment.airflow.dags.get'] }
`

const terraformJson = (list: string): string =>
  `{ "resource": { "rolecall_astro_role": { "viewer": { "name": "V", "scope_type": "DEPLOYMENT", "permissions": ${list} } } } }\n`

const languages: readonly (readonly [
  string,
  string,
  (list: string) => string,
  readonly (readonly [string, string, string])[],
])[] = [
  [
    'Terraform',
    'tf',
    terraform,
    [
      ['in a string', '["dep|"]', '["deployment.airflow.dag.get"]'],
      ['in an empty string', '["|"]', '["deployment.airflow.dag.get"]'],
      ['in an empty list', '[|]', '["deployment.airflow.dag.get"]'],
      ['behind a comma', '["deployment.get", |]', '["deployment.get", "deployment.airflow.dag.get"]'],
      [
        'in a line of its own',
        '[\n    "deployment.get",\n    |\n  ]',
        '[\n    "deployment.get",\n    "deployment.airflow.dag.get"\n  ]',
      ],
      ['in an open string', '[\n    "dep|\n  ]', '[\n    "deployment.airflow.dag.get"\n  ]'],
      ['before an item in the same line', '[|"deployment.get"]', '["deployment.airflow.dag.get", "deployment.get"]'],
      [
        'before an item in the next line',
        '[\n    |\n    "deployment.get",\n  ]',
        '[\n    "deployment.airflow.dag.get",\n    "deployment.get",\n  ]',
      ],
      ['in toset', 'toset(["dep|"])', 'toset(["deployment.airflow.dag.get"])'],
      [
        'in concat',
        'concat(["deployment.get"], ["dep|"])',
        'concat(["deployment.get"], ["deployment.airflow.dag.get"])',
      ],
    ],
  ],
  [
    'Terraform JSON',
    'tf.json',
    terraformJson,
    [
      ['in a string', '["dep|"]', '["deployment.airflow.dag.get"]'],
      ['in an empty list', '[|]', '["deployment.airflow.dag.get"]'],
    ],
  ],
  [
    'TypeScript',
    'ts',
    typescript,
    [
      ['in single quotes', "['dep|']", "['deployment.airflow.dag.get']"],
      ['in double quotes', '["dep|"]', '["deployment.airflow.dag.get"]'],
      ['in a template', '[`dep|`]', '[`deployment.airflow.dag.get`]'],
      ['in an empty list', '[|]', "['deployment.airflow.dag.get']"],
      ['behind a spread', '[...shared, |]', "[...shared, 'deployment.airflow.dag.get']"],
      ['in an open string', "[\n    'dep|\n  ]", "[\n    'deployment.airflow.dag.get'\n  ]"],
    ],
  ],
]

const open = async (text: string, extension: string) => {
  count += 1
  return server.open(`c${count}/f.${extension}`, text)
}

const find = (items: readonly CompletionItem[], label: string): CompletionItem => {
  const item = items.find((candidate) => candidate.label === label)
  if (!item) throw new Error(`${label} is not among ${items.map((one) => one.label).join(', ')}`)
  return item
}

describe.each(languages)('%s', (_, extension, code, places) => {
  test.each(places.flatMap((place) => [['LF', ...place] as const, ['CRLF', ...place] as const]))(
    '%s: completes %s',
    async (lineEnd, __, before, after) => {
      const convert = (text: string): string => (lineEnd === 'LF' ? text : text.replaceAll('\n', '\r\n'))
      const { text, offset } = cursorIn(convert(code(before)))
      const file = await open(text, extension)
      const item = find(await server.complete(file, offset), 'deployment.airflow.dag.get')
      expect(applyEdits(text, [item.textEdit as TextEdit])).toBe(convert(code(after)))
    },
  )

  test('underlines, explains, and says nothing of what is foreign', async () => {
    const quote = extension === 'ts' ? "'" : '"'
    const text = code(`[${quote}deployment.get${quote}, ${quote}deployment.airflow.dags.get${quote}]`)
    const file = await open(text, extension)
    const diagnostics = await server.pushed(file)
    expect(diagnostics.map(({ code: found, range }) => [found, textIn(text, range)])).toEqual([
      ['RC001', 'deployment.airflow.dags.get'],
    ])
    const position = positionAt(text, text.indexOf('deployment.airflow') - 10)
    const hover = await server.ask<Hover>('textDocument/hover', { textDocument: { uri: file.uri }, position })
    expect(JSON.stringify(hover.contents)).toContain('Risk')
    const outside = positionAt(text, text.indexOf('scope') + 1)
    expect(await server.complete(file, text.indexOf('scope') + 1)).toEqual([])
    expect(await server.ask('textDocument/hover', { textDocument: { uri: file.uri }, position: outside })).toBeNull()
    expect(await server.ask('textDocument/documentSymbol', { textDocument: { uri: file.uri } })).toBeNull()
  })
})

test.each([
  ['tf', terraform('[\n    "deployment.get", # "|"\n  ]')],
  ['tf', terraform('[\n    // see a, |\n    "deployment.get",\n  ]')],
  ['tf', terraform('["deployment.get" |]')],
  ['tf', terraform('concat(|["deployment.get"], ["deployment.update"])')],
  ['tf', terraform('concat(["deployment.get"], |)')],
  ['ts', typescript("[\n    'deployment.get', // |\n  ]")],
])('nothing is offered in comments and behind items: %s', async (extension, marked) => {
  const { text, offset } = cursorIn(marked)
  expect(await server.complete(await open(text, extension), offset)).toEqual([])
})

test('patterns are offered in code only where they may stand', async () => {
  const { text, offset } = cursorIn(terraform('["deployment.airflow.|"]'))
  const plain = await server.complete(await open(text, 'tf'), offset)
  expect(plain.filter(({ label }) => label.includes('*'))).toEqual([])
  const wrapped = cursorIn(terraform('provider::rolecall::expand("astro", ["deployment.airflow.|"])'))
  const items = await server.complete(await open(wrapped.text, 'tf'), wrapped.offset)
  expect(items.some(({ label }) => label === 'deployment.airflow.*.get')).toBe(true)
})

test('locals count in the files beside, and are checked where they stand', async () => {
  const main = await server.open('module/main.tf', usesLocals)
  const own = await server.open('module/locals.tf', locals)
  expect(await server.pushed(main)).toEqual([])
  const found = await server.pushed(own)
  expect(found.map(({ code, range }) => [code, textIn(locals, range)])).toEqual([
    ['RC001', 'deployment.airflow.zzz.get'],
  ])
  const items = await server.complete(own, locals.indexOf('zzz'))
  expect(items.map(({ label }) => label)).toContain('deployment.airflow.dag.get')
  await own.replace(locals.replace('zzz', 'dag'))
  expect(await server.pushed(own)).toEqual([])
})

test('roles that are pasted into code while a request is under way are found', async () => {
  const file = await server.open('pasted.ts', 'export {}\n', 'typescript')
  // What holds for this file is asked of the client first, so that the text comes before the answer.
  const before = server.ask('textDocument/hover', {
    textDocument: { uri: file.uri },
    position: { line: 0, character: 0 },
  })
  const text = typescript("['deployment.airflow.dags.get']")
  await file.replace(text)
  await before
  expect((await server.pushed(file)).map(({ code }) => code)).toEqual(['RC001'])
  const offset = text.indexOf('dags')
  const actions = await server.actions(file, { start: positionAt(text, offset), end: positionAt(text, offset) })
  expect(actions.map(({ title }) => title)).toContain('Replace with deployment.airflow.dag.get')
})

test('TypeScript that is not about roles is left alone', async () => {
  const file = await open("export const permissions = ['deployment.airflow.dags.get']\n", 'ts')
  const own = await open(typescript('[]'), 'ts')
  await server.pushed(own)
  expect(server.sent.filter(({ uri }) => uri === file.uri)).toEqual([])
})

test('the instances of one resource have one lens, and no radius where nothing is granted', async () => {
  const text = `resource "rolecall_astro_role" "each" {
  for_each    = toset(["a", "b"])
  name        = each.key
  scope_type  = "DEPLOYMENT"
  permissions = ["deployment.delete"]
}
resource "rolecall_astro_role" "none" {
  name        = "None"
  permissions = var.somewhere_else
}
`
  const file = await open(text, 'tf')
  const lenses = await server.ask<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: file.uri } })
  expect(lenses.map(({ range, command }) => [textIn(text, range), command?.title])).toEqual([
    ['each', '1 permission · blast radius ● high'],
    ['none', 'at least 0 permissions'],
  ])
})

test('a role in TypeScript is explained without an address, which its construct makes', async () => {
  const text = typescript("['deployment.get']")
  const file = await open(text, 'ts')
  const position = positionAt(text, text.indexOf("'viewer'") + 2)
  const hover = await server.ask<Hover>('textDocument/hover', { textDocument: { uri: file.uri }, position })
  expect(JSON.stringify(hover.contents)).toMatch(/Viewer/)
  expect(JSON.stringify(hover.contents)).not.toMatch(/Address/)
})
