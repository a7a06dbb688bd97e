import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LanguageServer, OpenFile } from './server.js'
import { positionAt, pullCapabilities, startServer } from './server.js'

/** What a terminal would obey, what turns the direction of text, what has no shape. */
const evil = '\u001b[2J\u202e\u2066\u200f\u061c\u{e0041}'
/** As YAML writes it. */
const escaped = [...evil]
  .map((character) => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`)
  .join('')

const permission = {
  value: `deployment.own${evil}`,
  label: null,
  scopes: ['DEPLOYMENT'],
  description: `Ours${evil}`,
  risk: 'low',
  status: 'deprecated',
  since: evil,
  replacedBy: [`deployment.new${evil}`],
  source: null,
}
const catalog = {
  version: 1,
  platform: 'astro',
  organization: null,
  retrieved: `2026-01-01${evil}`,
  source: evil,
  coverage: 'open',
  permissions: [permission],
}

const roles = `astro_role:
  "a${escaped}":
    name: "Viewer${escaped}"
    scope_type: "DEPLOYMENT${escaped}"
    permissions: ["deployment.own${escaped}", "deployment.typo${escaped}", "deployment.*${escaped}", ""]
`

let server: LanguageServer
let file: OpenFile

beforeAll(async () => {
  server = await startServer({
    capabilities: pullCapabilities,
    files: {
      '.rolecall/catalog.astro.json': JSON.stringify(catalog),
      'b.roles.yaml': roles.replace('Viewer', 'Other'),
    },
  })
  file = await server.open('a.roles.yaml', roles)
})

afterAll(() => server.stop())

/** What is put into the text, or handed back, is as it is. */
const notShown: ReadonlySet<string> = new Set(['newText', 'filterText', 'sortText', 'data'])

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (notShown.has(key) ? [] : textsIn(inner)))
}

const unseen =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u

const expectVisible = (answer: unknown): void => {
  const texts = textsIn(answer)
  expect(texts.filter((text) => unseen.test(text))).toEqual([])
  expect(texts.join('')).toContain('u202e')
}

const at = (text: string) => ({
  textDocument: { uri: file.uri },
  position: positionAt(file.text(), file.text().indexOf(text) + 3),
})

test.each([
  ['a role', '"a'],
  ['a permission', 'deployment.own'],
  ['a pattern', 'deployment.*'],
])('what hovers over %s shows what cannot be seen', async (_, text) => {
  expectVisible(await server.ask('textDocument/hover', at(text)))
})

test('so do diagnostics', async () => expectVisible(await server.pull(file)))

test('so do the outline and the search of symbols', async () => {
  expectVisible(await server.ask('textDocument/documentSymbol', { textDocument: { uri: file.uri } }))
  expectVisible(await server.ask('workspace/symbol', { query: '' }))
})

test('so do completion and its documentation', async () => {
  const items = await server.complete(file, file.text().lastIndexOf('""') + 1)
  const own = items.find(({ label }) => label.startsWith('deployment.own'))
  expectVisible(items)
  expectVisible(await server.ask('completionItem/resolve', own))
})

test('so do quick fixes, which still put in what is meant', async () => {
  const start = positionAt(file.text(), file.text().indexOf('deployment.own'))
  const actions = await server.actions(file, { start, end: start })
  expectVisible(actions)
  expect(JSON.stringify(actions)).toContain('deployment.new')
})
