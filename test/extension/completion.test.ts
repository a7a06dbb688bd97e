import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CompletionItem, CompletionList, TextEdit } from 'vscode-languageserver'
import type { LanguageServer, OpenFile } from './server.js'
import { applyEdits, cursorIn, positionAt, startServer, textIn } from './server.js'

let server: LanguageServer
let count = 0

beforeAll(async () => {
  server = await startServer()
})

afterAll(async () => {
  expect(server.logged).toEqual([])
  await server.stop()
})

const openMarked = async (marked: string, extension = 'roles.yaml'): Promise<{ file: OpenFile; offset: number }> => {
  const { text, offset } = cursorIn(marked)
  count += 1
  return { file: await server.open(`f${count}.${extension}`, text), offset }
}

const completeMarked = async (marked: string, extension?: string) => {
  const { file, offset } = await openMarked(marked, extension)
  return { file, offset, items: await server.complete(file, offset) }
}

const labels = (items: readonly CompletionItem[]): readonly string[] => items.map(({ label }) => label)

/** As the client sorts and filters them: the text under the edit up to the cursor against `filterText`. */
const shown = (items: readonly CompletionItem[]): readonly CompletionItem[] =>
  [...items].sort((one, other) => ((one.sortText ?? one.label) < (other.sortText ?? other.label) ? -1 : 1))

const accept = (text: string, item: CompletionItem): string => {
  const edit = item.textEdit as TextEdit
  return applyEdits(text, [edit]).replace('$0', '')
}

const find = (items: readonly CompletionItem[], label: string): CompletionItem => {
  const item = items.find((candidate) => candidate.label === label)
  if (!item) throw new Error(`${label} is not among ${labels(items).join(', ')}`)
  return item
}

const role = (permissions: string): string => `version: 1
astro_role:
  viewer:
    name: Viewer
    scope_type: DEPLOYMENT
    permissions:${permissions}
  other:
    name: Other 😀
    scope_type: DEPLOYMENT
    permissions: [deployment.get]
`

const yamlPlaces: readonly (readonly [string, string, string])[] = [
  ['a plain item', '\n      - deployment.air|', '\n      - deployment.airflow.dag.get'],
  ['a plain item before its first character', '\n      - |deployment.get', '\n      - deployment.airflow.dag.get'],
  ['a plain item in the middle', '\n      - deployment.|get', '\n      - deployment.airflow.dag.get'],
  ['an item with nothing in it', '\n      - |', '\n      - deployment.airflow.dag.get'],
  ['an item behind a dash without a space', '\n      -|', '\n      - deployment.airflow.dag.get'],
  ['an item directly behind its dash', '\n      -| deployment.get', '\n      - deployment.airflow.dag.get'],
  [
    'an item between others',
    '\n      - deployment.get\n      - |\n      - deployment.update',
    '\n      - deployment.get\n      - deployment.airflow.dag.get\n      - deployment.update',
  ],
  ['an item with a comment', '\n      - dep| # why', '\n      - deployment.airflow.dag.get # why'],
  ['a list at the column of its key', '\n    - dep|', '\n    - deployment.airflow.dag.get'],
  ['single quotes', "\n      - 'dep|'", "\n      - 'deployment.airflow.dag.get'"],
  ['double quotes', '\n      - "dep|"', '\n      - "deployment.airflow.dag.get"'],
  ['empty double quotes', '\n      - "|"', '\n      - "deployment.airflow.dag.get"'],
  ['an open double quote', '\n      - "dep|', '\n      - "deployment.airflow.dag.get"'],
  ['a flow list', ' [deployment.get, dep|]', ' [deployment.get, deployment.airflow.dag.get]'],
  ['an empty flow list', ' [|]', ' [deployment.airflow.dag.get]'],
  ['a flow list behind a trailing comma', ' [deployment.get, |]', ' [deployment.get, deployment.airflow.dag.get]'],
  ['a flow list before another item', ' [|, deployment.get]', ' [deployment.airflow.dag.get, deployment.get]'],
  ['quotes in a flow list', ' ["dep|", deployment.get]', ' ["deployment.airflow.dag.get", deployment.get]'],
  ['a flow list that is not closed', ' [deployment.get, dep|', ' [deployment.get, deployment.airflow.dag.get'],
  [
    'a flow list over lines',
    ' [\n      deployment.get,\n      dep|\n    ]',
    ' [\n      deployment.get,\n      deployment.airflow.dag.get\n    ]',
  ],
  ['a line below the key without a dash', '\n      |', '\n      - deployment.airflow.dag.get'],
]

const conversions: readonly (readonly [string, (text: string) => string])[] = [
  ['LF', (text) => text],
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['a byte order mark', (text) => `\uFEFF${text}`],
]

describe.each(conversions)('with %s', (_, convert) => {
  test.each(yamlPlaces)('YAML: %s', async (__, before, after) => {
    const { file, offset, items } = await completeMarked(convert(role(before)))
    const item = find(items, 'deployment.airflow.dag.get')
    const edit = item.textEdit as TextEdit
    expect(edit.range.start.line).toBe(edit.range.end.line)
    const at = positionAt(file.text(), offset)
    expect([edit.range.start.character <= at.character, at.character <= edit.range.end.character]).toEqual([true, true])
    expect(item.commitCharacters).toBeUndefined()
    expect(accept(file.text(), item)).toBe(convert(role(after)))
  })

  test.each([
    ['in a string', '["dep|"]', '["deployment.airflow.dag.get"]'],
    ['in an empty string', '["|"]', '["deployment.airflow.dag.get"]'],
    ['in an empty list', '[|]', '["deployment.airflow.dag.get"]'],
    ['behind a comma', '["deployment.get", |]', '["deployment.get", "deployment.airflow.dag.get"]'],
    [
      'in an open string',
      '["deployment.get", "dep|\n      ]',
      '["deployment.get", "deployment.airflow.dag.get"\n      ]',
    ],
    ['without quotes', '[dep|]', '["deployment.airflow.dag.get"]'],
  ])('JSON: %s', async (__, before, after) => {
    const text = (list: string): string =>
      convert(
        `{\n  "astro_role": {\n    "viewer": {\n      "name": "😀",\n      "scope_type": "DEPLOYMENT",\n      "permissions": ${list}\n    }\n  }\n}\n`,
      )
    const { file, items } = await completeMarked(text(before), 'roles.json')
    expect(accept(file.text(), find(items, 'deployment.airflow.dag.get'))).toBe(text(after))
  })
})

test('segments come first and ask again; what is listed comes last', async () => {
  const { items } = await completeMarked(role('\n      - deployment.get\n      - deployment.|'))
  const sorted = labels(shown(items))
  expect(sorted[0]).toMatch(/^deployment\.\w+\.$/)
  expect(sorted.at(-1)).toBe('deployment.get')
  expect(find(items, 'deployment.airflow.')).toMatchObject({ command: { command: 'editor.action.triggerSuggest' } })
  expect(find(items, 'deployment.get').labelDetails?.description).toBe('already listed')
})

test('every permission of the scope is offered whatever is typed, and none of another scope', async () => {
  const { items } = await completeMarked(role('\n      - |'))
  const typed = await completeMarked(role('\n      - airdag|'))
  const all = labels(items).filter((label) => !label.endsWith('.'))
  expect(all.length).toBeGreaterThan(50)
  expect(all.filter((label) => label.startsWith('dag.'))).toEqual([])
  expect(labels(typed.items)).toEqual(expect.arrayContaining(all.filter((label) => !label.includes('*'))))
  for (const { label, filterText } of items) expect(filterText).toBe(label)
})

test('patterns are offered with what they stand for, in quotes where YAML needs them', async () => {
  const { file, items } = await completeMarked(role('\n      - deployment.airflow.|'))
  const pattern = find(items, 'deployment.airflow.*.get')
  expect(pattern.labelDetails?.description).toMatch(/^\d+ permissions$/)
  expect(accept(file.text(), pattern)).toBe(role('\n      - deployment.airflow.*.get'))
  const starred = await completeMarked(role('\n      - *.airflow.dag.|'))
  expect(accept(starred.file.text(), find(starred.items, '*.airflow.dag.get'))).toBe(
    role('\n      - "*.airflow.dag.get"'),
  )
})

test('documentation comes when an item is looked at', async () => {
  const { items } = await completeMarked(role('\n      - dep|'))
  const item = find(items, 'deployment.airflow.dag.get')
  expect(item.documentation).toBeUndefined()
  const resolved = await server.ask<CompletionItem>('completionItem/resolve', item)
  expect(JSON.stringify(resolved.documentation)).toMatch(/Risk: ○ low/)
  const segment = await server.ask<CompletionItem>('completionItem/resolve', find(items, 'deployment.'))
  expect(JSON.stringify(segment.documentation)).toMatch(/permissions start with/)
})

test('one that only some documents name is marked, and not called a label', async () => {
  const { items } = await completeMarked(role('\n      - |'))
  const item = find(items, 'deployment.airflow.config.get')
  expect(item.labelDetails?.description).toBe('unconfirmed')
  const { documentation } = await server.ask<CompletionItem>('completionItem/resolve', item)
  expect(JSON.stringify(documentation)).toMatch(/Whether Astro has this is not certain/)
})

test('a Northflank label can be typed key by key', async () => {
  const head =
    'northflank_team_role:\n  ops:\n    name: Ops\n    team_id: core\n    permissions:\n      project_scope:\n        - '
  const { items: all } = await completeMarked(`${head}|\n`)
  const label = labels(all).find((one) => /^\w+ > \w+ > \w+/.test(one) && !one.endsWith(' ')) ?? ''
  const file = await server.open('labels.roles.yaml', `${head}\n`)
  for (let end = 1; end <= label.length; end += 1) {
    await file.replace(`${head}${label.slice(0, end)}\n`)
    const items = await server.complete(file, head.length + end)
    const item = find(items, label)
    expect(textIn(file.text(), (item.textEdit as TextEdit).range)).toBe(label.slice(0, end))
    expect(accept(file.text(), item)).toBe(`${head}${label}\n`)
  }
  expect(find(all, label).labelDetails?.description).toBe('unconfirmed label')
})

test.each([
  ['top level', '|', ['astro_role', 'northflank_org_role', 'jitsudo_role', 'version', 'defaults']],
  ['top level, half a word', 'version: 1\nastro|', ['astro_role']],
  [
    'an attribute',
    'astro_role:\n  viewer:\n    name: A\n    |\n',
    ['permissions', 'scope_type', 'description', '$moved_from'],
  ],
  [
    'an attribute, half a word',
    'astro_role:\n  viewer:\n    name: A\n    perm|\n    scope_type: DEPLOYMENT\n',
    ['permissions'],
  ],
  ['an attribute in braces', 'astro_role:\n  viewer: { name: A, | }\n', ['permissions', 'scope_type']],
  ['an enum value', 'astro_role:\n  viewer:\n    scope_type: |\n', ['DEPLOYMENT', 'DAG']],
  ['an enum value, half a word', 'astro_role:\n  viewer:\n    scope_type: DEP|\n    name: A\n', ['DEPLOYMENT', 'DAG']],
  ['an inner attribute', 'northflank_org_role:\n  a:\n    name: A\n    restrictions:\n      |\n', ['enabled', 'teams']],
  [
    'an attribute of a list element',
    'northflank_org_role:\n  a:\n    restrictions:\n      teams:\n        - team_id: x\n          |\n',
    ['restrictions'],
  ],
  [
    'the first attribute of a list element',
    'northflank_org_role:\n  a:\n    restrictions:\n      teams:\n        - |\n',
    ['team_id', 'restrictions'],
  ],
  ['a boolean', 'northflank_org_role:\n  a:\n    restrictions:\n      enabled: |\n', ['true', 'false']],
  ['defaults', 'defaults:\n  |\n', ['astro_role', 'jitsudo_role']],
  ['an attribute in defaults', 'defaults:\n  astro_role:\n    |\n', ['scope_type']],
  ['a value in defaults', 'defaults: { astro_role: { scope_type: | } }\n', ['DEPLOYMENT']],
])('YAML keys and values: %s', async (_, marked, expected) => {
  const { items } = await completeMarked(marked)
  expect(labels(items)).toEqual(expect.arrayContaining(expected))
  expect(labels(items)).not.toContain('created_at')
})

test.each([
  ['top level', '{ "|" }', ['astro_role', 'version']],
  ['an attribute', '{ "astro_role": { "viewer": { "name": "A", "|" } } }', ['permissions', 'scope_type']],
  ['an enum value', '{ "astro_role": { "viewer": { "scope_type": "|" } } }', ['DEPLOYMENT']],
])('JSON keys and values: %s', async (_, marked, expected) => {
  const { items } = await completeMarked(marked, 'roles.json')
  expect(labels(items)).toEqual(expect.arrayContaining(expected))
})

test('what is there already is not offered again', async () => {
  const { items } = await completeMarked('astro_role:\n  viewer:\n    name: A\n    |\n    description: B\n')
  expect(labels(items)).not.toContain('name')
  expect(labels(items)).not.toContain('description')
})

test.each([
  [
    'behind the cursor in brackets',
    'astro_role:\n  viewer: { |name: A, scope_type: DAG }\n',
    ['scope_type'],
    ['name', 'permissions'],
  ],
  [
    'elsewhere at the top level',
    'version: 1\nastro_role:\n  a:\n    name: A\n|\n  b:\n    name: B\njitsudo_role:\n',
    ['version', 'astro_role', 'jitsudo_role'],
    ['northflank_org_role'],
  ],
  [
    'in the line, behind its indentation',
    'astro_role:\n  viewer:\n|    name: A\n',
    ['version', 'name', 'jitsudo_role'],
    [],
  ],
  ['in the line, behind half its indentation', 'astro_role:\n  viewer:\n   | name: A\n', ['permissions', 'name'], []],
])('nothing is offered that stands %s', async (_, marked, absent, present) => {
  const offered = labels((await completeMarked(marked)).items)
  expect(offered.filter((label) => absent.includes(label))).toEqual([])
  expect(offered).toEqual(expect.arrayContaining([...present]))
})

test('a whole role can be inserted for each kind', async () => {
  const { file, items } = await completeMarked('version: 1\n|')
  const item = find(items, 'astro_role')
  expect(item.insertTextFormat).toBe(2)
  const text = applyEdits(file.text(), [item.textEdit as TextEdit]).replace(
    /\$\{\d+(?:\|([^,|]*)[^}]*\||:?([^}]*))\}/g,
    (_, one: string, other: string) => one ?? other,
  )
  expect(text).toBe(`version: 1
astro_role:
  viewer:
    name: Viewer
    scope_type: DEPLOYMENT
    permissions:
      - `)
})

test.each([
  ['a key in quotes', '"|"', '"name": "Viewer"'],
  ['half a key in quotes', '"na|"', '"name": "Viewer"'],
  ['a key in an open quote', '"na|', '"name": "Viewer"'],
  ['a key without quotes', '|', '"name": "Viewer"'],
  ['a key that has its colon', '"na|": "V"', '"name": "V"'],
])('JSON: what is accepted for %s is well formed', async (_, before, after) => {
  const text = (inner: string): string => `{\n  "astro_role": {\n    "viewer": {\n      ${inner}\n    }\n  }\n}\n`
  const { file, items } = await completeMarked(text(before), 'roles.json')
  expect(accept(file.text(), find(items, 'name')).replace(/\$\{\d+:(\w+)\}/, '$1')).toBe(text(after))
})

test('JSON: a whole role is indented from where it stands, and its key is asked for first', async () => {
  const { file, items } = await completeMarked('{\n  "|"\n}\n', 'roles.json')
  expect(accept(file.text(), find(items, 'astro_role'))).toBe(`{
  "astro_role": {
    "\${1:viewer}": {
      "name": "\${2:Viewer}",
      "scope_type": "\${3|DEPLOYMENT,DAG|}",
      "permissions": [\${4}]
    }
  }
}
`)
})

test('behind a string nothing is offered before its comma', async () => {
  expect(
    (await completeMarked('{ "astro_role": { "v": { "permissions": ["deployment.get" |] } } }', 'roles.json')).items,
  ).toEqual([])
})

test('a value directly behind its colon gets its space', async () => {
  const { file, items } = await completeMarked('astro_role:\n  viewer:\n    scope_type:|\n')
  expect(accept(file.text(), find(items, 'DAG'))).toBe('astro_role:\n  viewer:\n    scope_type: DAG\n')
})

test('nothing is offered in comments, texts and foreign files', async () => {
  for (const marked of [
    role('\n      - deployment.get # dep|'),
    role('\n     | - deployment.get'),
    role('\n|      - deployment.get'),
    'astro_role:\n  v:\n    description: dep|\n',
    'astro_role:\n  v:\n    description: |\n      dep§\n'.replace('|', '>').replace('§', '|'),
  ]) {
    expect((await completeMarked(marked)).items).toEqual([])
  }
  expect((await completeMarked(role('\n      - dep|'), 'yaml')).items).toEqual([])
})

test('a space that is typed opens a list of permissions, never one of attributes', async () => {
  const { file, offset } = await openMarked('astro_role:\n  viewer:\n    |\n')
  const context = { triggerKind: 2, triggerCharacter: ' ' }
  const params = { textDocument: { uri: file.uri }, position: positionAt(file.text(), offset), context }
  expect(await server.ask<CompletionList | null>('textDocument/completion', params)).toBeNull()
})
