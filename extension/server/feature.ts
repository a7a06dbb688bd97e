import type { Connection, ServerCapabilities } from 'vscode-languageserver'
import type { Client } from './client.js'
import type { Files } from './files.js'
import type { Guard } from './guard.js'
import type { Indexer } from './state/indexer.js'
import type { Workspace } from './state/workspace.js'

/** What a feature works with. */
export type Server = Guard & {
  readonly connection: Connection
  readonly client: Client
  readonly files: Files
  readonly workspace: Workspace
  readonly indexer: Indexer
}

/** One thing the server can do: what it says of itself, next to what does it. */
export type Feature = {
  readonly capability: (client: Client) => ServerCapabilities
  readonly start: (server: Server) => void
}
