import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { recordPackages } from '../../.ci/bundled.mjs'
import { buildVersion } from '../../.ci/version.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  // Names stay, for the stack traces in a user's log.
  minifySyntax: true,
  minifyWhitespace: true,
  // The CommonJS build of jsonc-parser requires its parts by names that no bundler sees.
  mainFields: ['module', 'main'],
  define: { ROLECALL_VERSION: JSON.stringify(buildVersion()) },
  legalComments: 'none',
  logLevel: 'warning',
}

/**
 * VS Code runs the process on its own node, which may be older than the newest.
 * @type {import('esbuild').BuildOptions}
 */
const onNode = { platform: 'node', format: 'cjs', target: 'node20' }

/** @type {import('esbuild').BuildOptions} */
const inWorker = { platform: 'browser', format: 'iife', target: 'es2022' }

/**
 * The compiler is most of what could be in the bundle, and most users never open TypeScript.
 * @type {import('esbuild').Plugin}
 */
const typescriptApart = {
  name: 'typescript-apart',
  setup: ({ onResolve }) => onResolve({ filter: /^typescript$/ }, () => ({ path: './typescript.js', external: true })),
}

/**
 * One file for both: a worker takes it from the global name, node from its exports.
 * @type {import('esbuild').BuildOptions}
 */
const compiler = {
  ...common,
  ...onNode,
  // It asks itself whether there is a node around.
  format: 'iife',
  minifyIdentifiers: true,
  globalName: 'rolecallTypescript',
  footer: { js: "if (typeof module === 'object') module.exports = rolecallTypescript" },
  entryPoints: [createRequire(import.meta.url).resolve('typescript')],
  plugins: [recordPackages(join(root, 'dist'), 'typescript')],
  outfile: 'dist/server/typescript.js',
}

/** The files here are scripts, though those of the extension's sources are modules. */
const writeManifest = async () => {
  await mkdir(join(root, 'dist/server'), { recursive: true })
  await writeFile(join(root, 'dist/server/package.json'), '{ "type": "commonjs" }\n')
}

/** The language server: a process, and a web worker for where there are none. */
export const bundleServer = () =>
  Promise.all([
    build({
      ...common,
      ...onNode,
      entryPoints: ['server/node.ts'],
      plugins: [typescriptApart, recordPackages(join(root, 'dist'), 'server')],
      outfile: 'dist/server/server.cjs',
    }),
    build({
      ...common,
      ...inWorker,
      entryPoints: ['server/browser.ts'],
      plugins: [recordPackages(join(root, 'dist'), 'worker')],
      outfile: 'dist/server/worker.js',
    }),
    build(compiler),
    writeManifest(),
  ])
