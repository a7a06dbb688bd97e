/** The language server in a web worker. */
import type ts from 'typescript'
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser'
import { clientFiles } from './client-files.js'
import { createLifecycle } from './lifecycle.js'
import { startServer } from './server.js'
import { version } from './version.js'

/** A worker's global object, as far as it is used here. `rolecallTypescript` is what the compiler's file defines. */
type WorkerScope = ConstructorParameters<typeof BrowserMessageReader>[0] & {
  readonly location: { readonly href: string }
  readonly importScripts: (address: string) => void
  readonly rolecallTypescript: typeof ts
}

const scope = globalThis as unknown as WorkerScope
const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(scope),
  new BrowserMessageWriter(scope),
  { messageStrategy: createLifecycle() },
)

startServer(connection, {
  version,
  files: clientFiles(connection),
  loadTypescript: (address) => {
    scope.importScripts(address ?? new URL('typescript.js', scope.location.href).href)
    return Promise.resolve(scope.rolecallTypescript)
  },
})
