import { afterAll, beforeAll, expect, test } from 'vitest'
import type {
  CodeLens,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  Hover,
  InlayHint,
  Location,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver'
import type { LanguageServer, OpenFile } from './server.js'
import { applyEdits, positionAt, startServer, textIn } from './server.js'

let server: LanguageServer
let file: OpenFile

const roles = `version: 1
astro_role:
  viewer:
    name: Viewer
    scope_type: DEPLOYMENT
    permissions:
      - deployment.get
      - deployment.airflow.*.get
  operator:
    name: Operator
    scope_type: DEPLOYMENT
    permissions: [deployment.get, deployment.delete] # rolecall-ignore RC001
jitsudo_role:
  auditor: { slug: auditor, name: Auditor, scopes: [audit.read] }
`

const other = `astro_role:
  elsewhere:
    name: Elsewhere
    scope_type: DEPLOYMENT
    permissions: [deployment.airflow.dag.get]
`

beforeAll(async () => {
  server = await startServer({ files: { 'roles/other.roles.yaml': other, 'roles/main.roles.yaml': roles } })
  file = await server.open('roles/main.roles.yaml', roles)
  await server.pushed(file)
})

afterAll(async () => {
  expect(server.logged).toEqual([])
  await server.stop()
})

const at = (text: string, of: OpenFile = file) => {
  const offset = of.text().indexOf(text)
  if (offset < 0) throw new Error(`${text} does not stand there`)
  return { textDocument: { uri: of.uri }, position: positionAt(of.text(), offset + 1) }
}

const hoverText = async (text: string): Promise<string> => {
  const hover = await server.ask<Hover | null>('textDocument/hover', at(text))
  return hover ? JSON.stringify(hover.contents) : ''
}

test('hover explains a permission, a pattern, a role, an attribute', async () => {
  expect(await hoverText('deployment.get')).toMatch(/Risk: ○ low/)
  expect(await hoverText('deployment.airflow.*')).toMatch(/Stands for \d+ permissions.*deployment\.airflow\.dag\.get/)
  expect(await hoverText('viewer:')).toMatch(/Viewer.*Blast radius: .*rolecall_astro_role\.viewer/)
  expect(await hoverText('scope_type')).toMatch(/DEPLOYMENT/)
  expect(await hoverText('astro_role:')).toMatch(/Astro custom role/)
  expect(await hoverText('audit.read')).toMatch(/publishes no list/)
  expect(await hoverText('version')).toBe('')
})

test('a code lens says what each role grants', async () => {
  const lenses = await server.ask<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: file.uri } })
  expect(lenses.map(({ range, command }) => [textIn(roles, range), command?.title, command?.command])).toEqual([
    ['viewer', expect.stringMatching(/^\d\d permissions · blast radius /), 'rolecall.openMatrix'],
    ['operator', '2 permissions · blast radius ● high', 'rolecall.openMatrix'],
    ['auditor', '1 permission', 'rolecall.openMatrix'],
  ])
})

test('an inlay hint counts what a pattern stands for', async () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } }
  const hints = await server.ask<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri: file.uri }, range })
  expect(hints.map(({ label, position }) => [label, position.line])).toEqual([
    [expect.stringMatching(/^\d\d permissions$/), 7],
  ])
})

test('symbols are the roles, in a file and in the workspace', async () => {
  const symbols = await server.ask<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument: { uri: file.uri } })
  expect(symbols.map(({ name, selectionRange }) => [name, textIn(roles, selectionRange)])).toEqual([
    ['viewer', 'viewer'],
    ['operator', 'operator'],
    ['auditor', 'auditor'],
  ])
  const found = await server.ask<WorkspaceSymbol[]>('workspace/symbol', { query: 'ELSE' })
  expect(found.map(({ name, location }) => [name, location.uri])).toEqual([
    ['elsewhere', server.uri('roles/other.roles.yaml')],
  ])
})

test('references are found in all role files, through patterns too', async () => {
  const found = await server.ask<Location[]>('textDocument/references', {
    ...at('deployment.airflow.*'),
    context: { includeDeclaration: true },
  })
  expect(found).toHaveLength(1)
  const opened = await server.open('roles/other.roles.yaml', other)
  const through = await server.ask<Location[]>('textDocument/references', {
    ...at('deployment.airflow.dag.get', opened),
    context: { includeDeclaration: true },
  })
  expect(through.map(({ uri, range }) => [uri, range.start.line]).sort()).toEqual([
    [file.uri, 7],
    [opened.uri, 4],
  ])
  expect(await server.ask<Location[]>('textDocument/definition', at('deployment.delete'))).toHaveLength(1)
  await opened.close()
})

test('the same permission is highlighted', async () => {
  const found = await server.ask<DocumentHighlight[]>('textDocument/documentHighlight', at('deployment.get'))
  expect(found.map(({ range }) => [range.start.line, textIn(roles, range)])).toEqual([
    [6, 'deployment.get'],
    [11, 'deployment.get'],
  ])
})

test('a code in a comment leads to its page', async () => {
  const links = await server.ask<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri: file.uri } })
  expect(links.map(({ range, target }) => [textIn(roles, range), target])).toEqual([
    ['RC001', expect.stringMatching(/RC001\.md$/)],
  ])
})

test('renaming a role writes down what it was, in one change', async () => {
  const prepared = await server.ask<{ placeholder: string }>('textDocument/prepareRename', at('viewer:'))
  expect(prepared.placeholder).toBe('viewer')
  const edit = await server.ask<WorkspaceEdit>('textDocument/rename', { ...at('viewer:'), newName: 'reader' })
  const [change] = edit.documentChanges ?? []
  if (!change || !('edits' in change)) throw new Error('no edit')
  expect(applyEdits(roles, change.edits as never)).toBe(
    roles.replace('  viewer:\n', '  reader:\n    $moved_from: viewer\n'),
  )
  // What asks to be confirmed opens a preview in VS Code whose boxes are unticked.
  expect(edit.changeAnnotations).toBeUndefined()
  const flow = await server.ask<WorkspaceEdit>('textDocument/rename', { ...at('auditor: {'), newName: 'checker' })
  expect(JSON.stringify(flow)).toContain('$moved_from: auditor, ')
  await expect(server.ask('textDocument/rename', { ...at('viewer:'), newName: 'operator' })).rejects.toThrow(/already/)
  await expect(server.ask('textDocument/rename', { ...at('viewer:'), newName: '2 words' })).rejects.toThrow(/address/)
  expect(await server.ask('textDocument/prepareRename', at('deployment.get'))).toBeNull()
})

test.each([
  [
    'back to what it was',
    'back.roles.yaml',
    'astro_role:\n  new:\n    $moved_from: old # later\n    name: B\n',
    'astro_role:\n  old:\n    name: B\n',
  ],
  [
    'back, in brackets',
    'flow.roles.yaml',
    'astro_role: { new: { $moved_from: old, name: C } }\n',
    'astro_role: { old: { name: C } }\n',
  ],
  [
    'back, in JSON',
    'json.roles.json',
    '{ "astro_role": { "new": { "$moved_from": "old", "name": "D" } } }',
    '{ "astro_role": { "old": { "name": "D" } } }',
  ],
  [
    'a second time',
    'on.roles.yaml',
    'astro_role:\n  new:\n    $moved_from: first\n    name: E\n',
    'astro_role:\n  old:\n    $moved_from: first\n    name: E\n',
  ],
])('renaming %s', async (_, name, before, after) => {
  const own = await server.open(name, before)
  const edit = await server.ask<WorkspaceEdit>('textDocument/rename', { ...at('new', own), newName: 'old' })
  expect(
    applyEdits(before, edit.documentChanges?.flatMap((change) => ('edits' in change ? change.edits : [])) as never),
  ).toBe(after)
  await own.close()
})

test('a role whose move cannot be written down is not renamed', async () => {
  const own = await server.open('alias.roles.yaml', 'x-b: &b { name: V }\nastro_role:\n  whole: *b\n')
  await expect(server.ask('textDocument/rename', { ...at('whole', own), newName: 'other' })).rejects.toThrow(/by hand/)
  await own.close()
})

test('the matrix shows the roles of all files', async () => {
  const page = await server.ask<string>('rolecall/matrix', { nonce: 'abc123' })
  expect(page).toContain("style-src 'nonce-abc123'")
  for (const name of ['Viewer', 'Operator', 'Elsewhere', 'Auditor']) expect(page).toContain(name)
  expect(await server.ask('rolecall/matrix', { nonce: '"><script>' })).toBeNull()
})

test('our own client hears how old the catalogs are', () => {
  const status = server.notifications.find(({ method }) => method === 'rolecall/status')?.params
  expect(status).toMatchObject({ catalogs: [{ platform: 'Astro', coverage: 'open' }, {}, {}] })
})

test('every advertised capability answers', async () => {
  const { capabilities } = server.initialized
  const range = { start: { line: 6, character: 10 }, end: { line: 6, character: 10 } }
  const document = { textDocument: { uri: file.uri } }
  const position = at('deployment.get')
  const asked: Record<string, () => Promise<unknown>> = {
    completionProvider: () => server.ask('textDocument/completion', position),
    hoverProvider: () => server.ask('textDocument/hover', position),
    codeActionProvider: () =>
      server.ask('textDocument/codeAction', { ...document, range, context: { diagnostics: [] } }),
    codeLensProvider: () => server.ask('textDocument/codeLens', document),
    inlayHintProvider: () =>
      server.ask('textDocument/inlayHint', {
        ...document,
        range: { start: range.start, end: { line: 20, character: 0 } },
      }),
    documentSymbolProvider: () => server.ask('textDocument/documentSymbol', document),
    workspaceSymbolProvider: () => server.ask('workspace/symbol', { query: '' }),
    definitionProvider: () => server.ask('textDocument/definition', position),
    referencesProvider: () =>
      server.ask('textDocument/references', { ...position, context: { includeDeclaration: true } }),
    documentHighlightProvider: () => server.ask('textDocument/documentHighlight', position),
    renameProvider: () => server.ask('textDocument/rename', { ...at('viewer:'), newName: 'a' }),
    documentLinkProvider: () => server.ask('textDocument/documentLink', document),
  }
  const providers = Object.keys(capabilities).filter((name) => name.endsWith('Provider'))
  expect(providers.sort()).toEqual(Object.keys(asked).sort())
  for (const [name, ask] of Object.entries(asked)) expect(await ask(), name).not.toBeNull()
})
