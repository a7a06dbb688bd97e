import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { recordPackages } from '../../.ci/bundled.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  format: 'cjs',
  external: ['vscode'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
}

/** The VS Code client, for the desktop's node and for the web. CommonJS, which every VS Code loads. */
export const bundleClient = () =>
  Promise.all([
    build({
      ...common,
      entryPoints: ['client/node.ts'],
      plugins: [recordPackages(join(root, 'dist'), 'client')],
      platform: 'node',
      target: 'node20',
      outfile: 'dist/client/node.cjs',
    }),
    build({
      ...common,
      entryPoints: ['client/browser.ts'],
      plugins: [recordPackages(join(root, 'dist'), 'web-client')],
      platform: 'browser',
      target: 'es2022',
      outfile: 'dist/client/browser.js',
    }),
  ])
