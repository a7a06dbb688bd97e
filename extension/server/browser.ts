/** The language server in a web worker. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from 'vscode-languageserver/browser'
import { clientFiles } from './client-files.js'
import { serve } from './server.js'
import { version } from './version.js'

const scope = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0]
const connection = createConnection(ProposedFeatures.all, new BrowserMessageReader(scope), new BrowserMessageWriter(scope))

serve(connection, { version, files: clientFiles(connection) })
