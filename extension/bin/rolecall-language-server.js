#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const bundle = fileURLToPath(new URL('../dist/server/server.cjs', import.meta.url))

/** What keeps the server from running; null where nothing does. */
const problem = () => {
  const { node } = process.versions
  const [major = 0, minor = 0] = node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    return `needs node 20.19 or newer, and this is node ${node}: install a newer one`
  return existsSync(bundle) ? null : 'not built yet: run npm run build'
}

const found = problem()
if (found === null) createRequire(import.meta.url)(bundle)
else {
  process.stderr.write(`rolecall-language-server: ${found}\n`)
  process.exitCode = 2
}
