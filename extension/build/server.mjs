import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))

const common = {
  absWorkingDir: root,
  bundle: true,
  // Names stay, for the stack traces in a user's log.
  minifySyntax: true,
  minifyWhitespace: true,
  // The CommonJS build of jsonc-parser requires its parts by names that no bundler sees.
  mainFields: ['module', 'main'],
  define: { ROLECALL_VERSION: JSON.stringify(version) },
  legalComments: 'none',
  logLevel: 'warning',
}

/** VS Code runs the process on its own node, which may be older than the newest. */
const node = { ...common, platform: 'node', format: 'cjs', target: 'node20' }

const worker = { ...common, platform: 'browser', format: 'iife', target: 'es2022' }

/** The language server: a process, and a web worker for where there are none. */
export const bundleServer = () =>
  Promise.all([
    build({ ...node, entryPoints: ['server/node.ts'], outfile: 'dist/server/server.cjs' }),
    build({ ...worker, entryPoints: ['server/browser.ts'], outfile: 'dist/server/worker.js' }),
  ])
