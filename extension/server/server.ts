/** Ties a connection to the features. What a feature does stands in its own file. */
import type { Connection, InitializeResult, ServerCapabilities } from 'vscode-languageserver'
import { readClient } from './client.js'
import type { Server } from './feature.js'
import { features } from './features.js'
import type { Files } from './files.js'
import { createGuard } from './guard.js'
import { answerRefused } from './lifecycle.js'
import type { LoadTypescript } from './load-typescript.js'
import { createIndexer } from './state/indexer.js'
import { createWorkspace } from './state/workspace.js'

export type Host = {
  readonly version: string
  readonly files: Files
  readonly loadTypescript: LoadTypescript
}

/** Serves one client until it goes. The connection has a lifecycle. */
export const startServer = (connection: Connection, { version, files, loadTypescript }: Host): void => {
  const { answer, report } = createGuard(connection)
  answerRefused(connection)
  connection.onInitialize((params): InitializeResult => {
    const client = readClient(params)
    const workspace = createWorkspace(connection, client, { files, loadTypescript })
    const indexer = createIndexer(workspace, files, report)
    const server: Server = { connection, client, files, workspace, indexer, answer, report }
    for (const feature of features) feature.start(server)
    const capabilities: ServerCapabilities = { positionEncoding: 'utf-16' }
    for (const feature of features) Object.assign(capabilities, feature.capability(client))
    return {
      capabilities,
      serverInfo: { name: 'rolecall-language-server', version },
    }
  })
  connection.onShutdown(() => undefined)
  connection.listen()
}
