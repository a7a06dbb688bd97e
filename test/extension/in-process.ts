/** The language server in this process, for tests that ask too often for a pipe. */
import { PassThrough } from 'node:stream'
import type { MessageConnection } from 'vscode-languageserver'
import {
  createConnection,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'
import type { Files } from '../../extension/server/files.js'
import { nodeFiles } from '../../extension/server/node-files.js'
import { startServer } from '../../extension/server/server.js'
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
  const connection = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer))
  const logged: string[] = []
  connection.onRequest(() => null)
  connection.onNotification((method, params) => {
    if (method === 'window/logMessage') logged.push((params as { message: string }).message)
  })
  connection.listen()
  const initializationOptions = { commands: ['editor.action.triggerSuggest'] }
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    capabilities: pullCapabilities,
    initializationOptions,
  })
  await connection.sendNotification('initialized', {})
  return { connection, logged }
}
