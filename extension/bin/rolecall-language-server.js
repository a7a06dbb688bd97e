#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const bundle = fileURLToPath(new URL('../dist/server/server.cjs', import.meta.url))

if (existsSync(bundle)) createRequire(import.meta.url)(bundle)
else {
  process.stderr.write('rolecall-language-server: not built yet: run npm run build\n')
  process.exitCode = 2
}
