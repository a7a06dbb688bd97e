/** `npm run docs`: writes what is made from the schema under docs/. With `--check` it fails where that is out of date. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bundle = join(root, 'dist/pages.mjs')

const compile = () =>
  build({
    absWorkingDir: root,
    entryPoints: ['build/pages.ts'],
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    banner: {
      js: "import { createRequire as pagesRequire } from 'node:module'; const require = pagesRequire(import.meta.url);",
    },
    outfile: bundle,
    logLevel: 'warning',
  })

const load = async () => {
  try {
    await compile()
    return await import(pathToFileURL(bundle).href)
  } finally {
    await rm(bundle, { force: true })
  }
}

const { pages } = await load()

const stale = []
for (const { path, text } of pages(pathToFileURL(join(root, 'examples/')))) {
  const file = join(root, 'docs', path)
  if ((await readFile(file, 'utf8').catch(() => null)) === text) continue
  stale.push(path)
  if (process.argv.includes('--check')) continue
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}
if (stale.length > 0)
  console.log(`${process.argv.includes('--check') ? 'out of date, run npm run docs' : 'written'}: ${stale.join(', ')}`)
if (process.argv.includes('--check') && stale.length > 0) process.exitCode = 1
