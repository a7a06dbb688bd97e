/** The language server in this process, for tests that ask too often for a pipe. */
import { PassThrough } from 'node:stream'
import type { MessageConnection } from 'vscode-languageserver'
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'
import type { Files } from '../../extension/server/files.js'
import { nodeFiles } from '../../extension/server/node-files.js'
import { startServer } from '../../extension/server/server.js'
import { connectClient } from './client.mjs'
import { pullCapabilities } from './server.js'

export type InProcess = { readonly connection: MessageConnection; readonly logged: readonly string[] }

export const startInProcess = async (files: Files = nodeFiles): Promise<InProcess> => {
  const toServer = new PassThrough()
  const toClient = new PassThrough()
  startServer(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), {
    version: 'test',
    files,
    loadTypescript: async () => (await import('typescript')).default,
  })
  const logged: string[] = []
  const { connection } = await connectClient({
    input: toClient,
    output: toServer,
    initialize: {
      processId: null,
      rootUri: null,
      workspaceFolders: null,
      capabilities: pullCapabilities,
      initializationOptions: { commands: ['editor.action.triggerSuggest'] },
    },
    answer: () => null,
    onNotification: (method, params) => {
      if (method === 'window/logMessage') logged.push((params as { message: string }).message)
    },
  })
  return { connection, logged }
}
