import { afterEach, expect, test } from 'vitest'
import type { LanguageServer } from './server.js'
import { startServer } from './server.js'

let server: LanguageServer

afterEach(async () => {
  expect(server.logged).toEqual([])
  await server.stop()
})

const role = 'astro_role:\n  viewer: { name: Viewer, scope_type: DEPLOYMENT, permissions: [deployment.gte] }\n'

const at = (uri: string, line: number, character: number) => ({
  textDocument: { uri },
  position: { line, character },
})

test('a file of our name with the keys of another format is left alone, but role types can be typed', async () => {
  server = await startServer()
  const file = await server.open('docker-compose.roles.yml', 'version: "3"\nservices: {}\n\n')
  expect(await server.pushed(file)).toEqual([])
  const list = await server.connection.sendRequest<{ items: { label: string }[] }>(
    'textDocument/completion',
    at(file.uri, 2, 0),
  )
  expect(list.items.map(({ label }) => label)).toContain('astro_role')
  const symbols = await server.connection.sendRequest('textDocument/documentSymbol', at(file.uri, 0, 0))
  const lenses = await server.connection.sendRequest('textDocument/codeLens', at(file.uri, 0, 0))
  expect([symbols, lenses]).toEqual([[], []])
})

test('a key near a role type is a hint, and an error once there were roles', async () => {
  server = await startServer()
  const file = await server.open('a.roles.yaml', 'astro_roel: {}\n')
  expect(await server.pushed(file)).toMatchObject([{ code: 'RC008', severity: 4 }])
  await file.replace(role)
  await expect.poll(() => server.sent.at(-1)?.diagnostics).toMatchObject([{ code: 'RC001', severity: 2 }])
  await file.replace(role.replace('astro_role', 'astro_roel'))
  await expect.poll(() => server.sent.at(-1)?.diagnostics).toMatchObject([{ code: 'RC008', severity: 1 }])
})

test('OpenTofu files are Terraform files', async () => {
  server = await startServer()
  const file = await server.open(
    'main.tofu',
    'resource "rolecall_astro_role" "a" {\n  name = "A"\n  scope_type = "DEPLOYMENT"\n  permissions = ["deployment.gte"]\n}\n',
  )
  expect(await server.pushed(file)).toMatchObject([{ code: 'RC001' }])
})
