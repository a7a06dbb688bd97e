/** Builds the language server as a process and as a web worker, and the client for desktop and web. */
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleClient } from './client.mjs'
import { bundleServer } from './server.mjs'

const dist = join(dirname(fileURLToPath(import.meta.url)), '../dist')

// The package takes all that is there, and what an earlier build called its files is none of it.
for (const part of ['client', 'server']) await rm(join(dist, part), { recursive: true, force: true })
await Promise.all([bundleServer(), bundleClient()])
