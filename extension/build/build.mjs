/** Builds dist/ anew: the language server as a process and as a web worker, and the client for desktop and web. */
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleClient } from './client.mjs'
import { bundleServer } from './server.mjs'

// The package takes all of dist/, and what an earlier build called its files is none of it.
await rm(join(dirname(fileURLToPath(import.meta.url)), '../dist'), { recursive: true, force: true })
await Promise.all([bundleServer(), bundleClient()])
