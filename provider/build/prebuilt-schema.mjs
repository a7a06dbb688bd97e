import { createRequire } from 'node:module'
import { build } from 'esbuild'

/**
 * What a module of ours exports, bundled with the options that the plugin's own build has.
 *
 * @param {string} path
 * @param {import('esbuild').BuildOptions} options
 */
const evaluate = async (path, { absWorkingDir, platform, mainFields, define, plugins = [] }) => {
  const { outputFiles } = await build({
    absWorkingDir,
    platform,
    mainFields,
    define,
    plugins: plugins.filter(({ name }) => name !== prebuiltSchema.name),
    entryPoints: [path],
    bundle: true,
    format: 'cjs',
    write: false,
  })
  const module = { exports: {} }
  const run = new Function('require', 'module', 'exports', outputFiles[0]?.text ?? '')
  run(createRequire(import.meta.url), module, module.exports)
  return module.exports
}

/**
 * The answers about schemas as bytes. Each of Terraform's commands starts a process for them alone, which would
 * load and describe every resource to say what was known when it was built.
 *
 * @satisfies {import('esbuild').Plugin}
 */
export const prebuiltSchema = {
  name: 'prebuilt-schema',
  /** @param {import('esbuild').PluginBuild} build */
  setup: (build) => {
    build.onLoad({ filter: /[\\/]provider[\\/]schema-answer\.ts$/ }, async ({ path }) => {
      const answers = Object.entries(await evaluate(path, build.initialOptions))
      const lines = await Promise.all(
        answers.map(async ([name, answer]) => {
          const bytes = Buffer.from(await answer()).toString('base64')
          return `export const ${name} = async () => Buffer.from(${JSON.stringify(bytes)}, 'base64')`
        }),
      )
      return { contents: lines.join('\n'), loader: /** @type {const} */ ('js') }
    })
  },
}
