import { readFile } from 'node:fs/promises'

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object whose fields are read out of the text when the first of them is looked at. */
const lazyModule = (value) => {
  const fields = Object.keys(value).map(
    (key) => `get ${JSON.stringify(key)}() { return read()[${JSON.stringify(key)}] }`,
  )
  return [
    'let value',
    `const read = () => (value ??= JSON.parse(${JSON.stringify(JSON.stringify(value))}))`,
    `export default { ${fields.join(', ')} }`,
  ].join('\n')
}

/**
 * JSON as data, not as code: JavaScript takes far longer to compile an object than to parse the same JSON, and most
 * processes look at the catalog of one platform at most.
 * https://v8.dev/blog/cost-of-javascript-2019#json
 *
 * @satisfies {import('esbuild').Plugin}
 */
export const lazyJson = {
  name: 'lazy-json',
  /** @param {import('esbuild').PluginBuild} build */
  setup: (build) => {
    build.onLoad({ filter: /\.json$/ }, async ({ path }) => {
      const value = JSON.parse(await readFile(path, 'utf8'))
      return isObject(value) ? { contents: lazyModule(value), loader: /** @type {const} */ ('js') } : null
    })
  },
}
