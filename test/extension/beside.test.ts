/** What lies beside a document, where reading it takes long. */
import { expect, test } from 'vitest'
import type { CodeLens } from 'vscode-languageserver'
import type { Files } from '../../extension/server/files.js'
import { startInProcess } from './in-process.js'

const role = `resource "rolecall_astro_role" "viewer" {
  name        = "Viewer"
  scope_type  = "DEPLOYMENT"
  permissions = local.shared
}
`

const localsWith = (permission: string): string => `locals {\n  shared = ["${permission}"]\n}\n`

test('a file that changes while it is read counts as it is then', async () => {
  const directory = 'file:///work'
  const reads: ((text: string) => void)[] = []
  const files: Files = {
    isLocal: true,
    list: async (uri) => (uri === directory ? [{ name: 'locals.tf', kind: 'file' }] : null),
    read: (uri) => (uri.endsWith('locals.tf') ? new Promise((resolve) => reads.push(resolve)) : Promise.resolve(null)),
    stamp: async () => null,
  }
  const nextRead = async () => {
    await expect.poll(() => reads.length).toBe(1)
    return reads.pop()
  }
  const { connection, logged } = await startInProcess(files)
  const textDocument = { uri: `${directory}/main.tf` }
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { ...textDocument, languageId: 'x', version: 1, text: role },
  })
  const lens = async (): Promise<string | undefined> => {
    const [first] = await connection.sendRequest<readonly CodeLens[]>('textDocument/codeLens', { textDocument })
    return first?.command?.title
  }
  const asked = lens()
  const old = await nextRead()
  await connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: `${directory}/locals.tf`, type: 2 }],
  })
  // Whatever is answered now, the notification was taken before.
  await connection.sendRequest('workspace/symbol', { query: '' })
  old?.(localsWith('deployment.get'))
  const now = await nextRead()
  now?.(localsWith('deployment.delete'))
  expect(await asked).toBe('1 permission · blast radius ● high')
  expect(await lens()).toBe(await asked)
  expect(logged).toEqual([])
})
