import { readFile } from 'node:fs/promises'
import { transform } from 'esbuild'

/**
 * TypeScript with short names, half its size. The names of our own code stay, for the stack traces in a report.
 *
 * @satisfies {import('esbuild').Plugin}
 */
export const minifiedCompiler = {
  name: 'minified-compiler',
  /** @param {import('esbuild').PluginBuild} build */
  setup: (build) => {
    build.onLoad({ filter: /[\\/]typescript[\\/]lib[\\/]typescript\.js$/ }, async ({ path }) => ({
      contents: (await transform(await readFile(path, 'utf8'), { minify: true, legalComments: 'none' })).code,
      loader: /** @type {const} */ ('js'),
    }))
  },
}
