/** The language server as a process: `rolecall-language-server --stdio`. */

import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { growForCompiler } from './heap.js'
import { nodeFiles } from './node-files.js'
import { startServer } from './server.js'
import { version } from './version.js'

startServer(createConnection(ProposedFeatures.all), {
  version,
  files: nodeFiles,
  loadTypescript: async () => {
    growForCompiler()
    // The build makes this the file beside the server.
    return (await import('typescript')).default
  },
})
