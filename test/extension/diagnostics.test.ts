import { afterEach, expect, test } from 'vitest'
import type { LanguageServer } from './server.js'
import { pullCapabilities, startServer, textIn } from './server.js'

let server: LanguageServer

afterEach(async () => {
  expect(server.logged).toEqual([])
  await server.stop()
})

const roles = `version: 1
astro_role:
  viewer:
    name: Viewer
    scope_type: DEPLOYMENT
    permissions:
      - deployment.get
      - deployment.airflow.dags.get
      - deployment.get
`

test('a client that cannot ask is sent diagnostics with their version', async () => {
  server = await startServer()
  const file = await server.open('a.roles.yaml', roles)
  const diagnostics = await server.pushed(file)
  expect(diagnostics.map(({ code, range }) => [code, textIn(roles, range)])).toEqual([
    ['RC001', 'deployment.airflow.dags.get'],
    ['RC002', 'deployment.get'],
  ])
  const [unknown, repeated] = diagnostics
  expect(unknown?.codeDescription?.href).toMatch(/^https:.*RC001\.md$/)
  expect(repeated?.tags).toEqual([1])
  expect(repeated?.relatedInformation?.map(({ location }) => [location.uri, location.range.start.line])).toEqual([
    [file.uri, 6],
  ])
  expect(server.initialized.capabilities.diagnosticProvider).toBeUndefined()
})

test('a client that can ask is sent none', async () => {
  server = await startServer({ capabilities: pullCapabilities })
  const file = await server.open('a.roles.yaml', roles)
  expect((await server.pull(file)).map(({ code }) => code)).toEqual(['RC001', 'RC002'])
  expect(server.sent).toEqual([])
})

test('the same problems are not sent twice to a client that asks', async () => {
  server = await startServer({ capabilities: pullCapabilities })
  const file = await server.open('a.roles.yaml', roles)
  const first = await server.ask<{ resultId: string }>('textDocument/diagnostic', { textDocument: { uri: file.uri } })
  const params = { textDocument: { uri: file.uri }, previousResultId: first.resultId }
  expect(await server.ask('textDocument/diagnostic', params)).toEqual({ kind: 'unchanged', resultId: first.resultId })
  await file.replace(roles.replace('dags', 'dag'))
  expect(await server.ask('textDocument/diagnostic', params)).toMatchObject({
    kind: 'full',
    items: [{ code: 'RC002' }],
  })
})

test('edits are taken in, and only the newest version is spoken of', async () => {
  server = await startServer()
  const file = await server.open('a.roles.yaml', roles)
  for (const text of ['d', 'e', 'f'])
    await file.edit({ start: { line: 6, character: 8 }, end: { line: 6, character: 8 } }, text)
  const diagnostics = await server.pushed(file)
  expect(diagnostics.map(({ range }) => textIn(file.text(), range))).toEqual([
    'feddeployment.get',
    'deployment.airflow.dags.get',
  ])
  const versions = server.sent.map(({ version }) => version ?? 0)
  expect(versions).toEqual([...versions].sort((one, other) => one - other))
})

test('closing a file clears it', async () => {
  server = await startServer()
  const file = await server.open('a.roles.yaml', roles)
  await server.pushed(file)
  await file.close()
  await expect.poll(() => server.sent.at(-1)).toEqual({ uri: file.uri, diagnostics: [] })
})

test('nothing is said of a foreign file', async () => {
  server = await startServer()
  const foreign = await server.open('values.yaml', roles)
  const own = await server.open('a.roles.yaml', roles)
  await server.pushed(own)
  expect(server.sent.filter(({ uri }) => uri === foreign.uri)).toEqual([])
})

test.each([
  ['LF', (text: string) => text],
  ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
  ['a byte order mark', (text: string) => `\uFEFF${text}`],
  ['emoji before the range', (text: string) => text.replace('dags.get', '😀')],
])('ranges are right with %s', async (_, convert) => {
  server = await startServer()
  const file = await server.open('a.roles.yaml', convert(roles))
  const [first] = await server.pushed(file)
  expect(first && textIn(file.text(), first.range)).toMatch(/^deployment\.airflow\.(dags\.get|😀)$/u)
})
