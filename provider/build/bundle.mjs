import { randomUUID } from 'node:crypto'
import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { recordPackages } from '../../.ci/bundled.mjs'
import { buildVersion } from '../../.ci/version.mjs'
import { lazyJson } from './lazy-json.mjs'
import { minifiedCompiler } from './minified-compiler.mjs'
import { bundlePlugin } from './parts.mjs'
import { prebuiltSchema } from './prebuilt-schema.mjs'
import { problemPages } from './problem-pages.mjs'
import { undiciLeftOut } from './undici-left-out.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** @satisfies {import('esbuild').BuildOptions} */
export const common = {
  absWorkingDir: root,
  bundle: true,
  platform: /** @type {const} */ ('node'),
  // jsonc-parser's `main` is UMD, whose inner requires no bundler can see.
  mainFields: ['module', 'main'],
  define: { ROLECALL_VERSION: JSON.stringify(buildVersion()) },
  plugins: [lazyJson, prebuiltSchema, undiciLeftOut],
  legalComments: /** @type {const} */ ('none'),
  logLevel: /** @type {const} */ ('warning'),
  write: /** @type {const} */ (false),
}

/** The options of one bundle, which says what is in it. */
export const bundle = (name) => ({ ...common, plugins: [...common.plugins, recordPackages(join(root, 'dist'), name)] })

/** Written beside the target and renamed, so that a process that starts meanwhile never reads half a file. */
const replace = async (path, contents, mode = 0o644) => {
  await mkdir(dirname(path), { recursive: true })
  const beside = `${path}.${randomUUID()}`
  await writeFile(beside, contents, { mode, flag: 'wx' })
  await chmod(beside, mode)
  await rename(beside, path)
}

/** The Terraform provider: one file, which Terraform starts by its shebang. */
export const bundleProvider = async () => {
  const text = await bundlePlugin({ ...bundle('provider'), entryPoints: ['main.ts'] })
  await replace(join(root, 'dist/provider/terraform-provider-rolecall.cjs'), text, 0o755)
}

/** What CommonJS code finds around it; the TypeScript compiler asks for all of it. */
const commonJsNames = `import { createRequire as rolecallRequire } from 'node:module'
import { fileURLToPath as rolecallPath } from 'node:url'
const require = rolecallRequire(import.meta.url), __filename = rolecallPath(import.meta.url), __dirname = rolecallPath(new URL('.', import.meta.url))`

/** Chunks are named by their contents, so those of an earlier build lie about. */
const removeOthers = async (directory, wanted) => {
  for (const name of await readdir(directory)) if (!wanted.has(join(directory, name))) await rm(join(directory, name))
}

/** The `rolecall` command, and what `npm start` asks the platforms: ES modules, split so that a verb loads only what it needs. */
export const bundleCli = async () => {
  const options = bundle('cli')
  const { outputFiles } = await build({
    ...options,
    plugins: [...options.plugins, minifiedCompiler],
    define: { ...common.define, ROLECALL_PROBLEM_PAGES: JSON.stringify(await problemPages(root)) },
    entryPoints: { rolecall: 'cli/main.ts', 'existing-roles': 'start/existing-roles.ts' },
    format: 'esm',
    target: 'node20.19',
    splitting: true,
    minifySyntax: true,
    minifyWhitespace: true,
    banner: { js: commonJsNames },
    outdir: 'dist/cli',
  })
  for (const { path, contents } of outputFiles) await replace(path, contents)
  await removeOthers(join(root, 'dist/cli'), new Set(outputFiles.map(({ path }) => path)))
}
