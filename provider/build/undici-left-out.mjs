/**
 * Parts of undici that our requests never reach, and that every process would compile all the same: bodies of `fetch`,
 * since ours are strings, and HTTP/2, which is not asked for.
 */
const leftOut = /[\\/]undici[\\/]lib[\\/](?:web[\\/]fetch[\\/]body|dispatcher[\\/]client-h2)\.js$/

const stub = `module.exports = () => { throw new Error('This part of undici is left out of the provider.') }
module.exports.extractBody = module.exports`

/** @satisfies {import('esbuild').Plugin} */
export const undiciLeftOut = {
  name: 'undici-left-out',
  /** @param {import('esbuild').PluginBuild} build */
  setup: (build) => {
    build.onLoad({ filter: leftOut }, () => ({ contents: stub, loader: /** @type {const} */ ('js') }))
  },
}
