/** Builds dist/: the language server as a process and as a web worker, and the client for desktop and web. */
import { bundleClient } from './client.mjs'
import { bundleServer } from './server.mjs'

await Promise.all([bundleServer(), bundleClient()])
