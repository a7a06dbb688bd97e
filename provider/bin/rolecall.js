#!/usr/bin/env node
import { existsSync } from 'node:fs'

const bundle = new URL('../dist/cli/rolecall.js', import.meta.url)

/** What keeps the command from running; null where nothing does. */
const problem = () => {
  const { node } = process.versions
  const [major = 0, minor = 0] = node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    return `needs node 20.19 or newer, and this is node ${node}: install a newer one`
  return existsSync(bundle) ? null : 'not built yet: run npm run build'
}

const found = problem()
if (found === null) await import(bundle.href)
else {
  process.stderr.write(`rolecall: ${found}\n`)
  process.exitCode = 2
}
