/**
 * Builds dist/executable/, the provider for those without node: the same source, compiled with its runtime into one
 * file. Where there is no runtime, says why not, in one line.
 */
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { common } from './bundle.mjs'
import { findRuntime } from './runtimes.mjs'

/** In the bytes of what is compiled, so it is the same for a build and a release. */
const name = 'terraform-provider-rolecall'

const fileName = process.platform === 'win32' ? `${name}.exe` : name

/**
 * Bun reads no file beside the executable or in the directory where Terraform runs it: a repository's `bunfig.toml`
 * could name code to run first.
 */
const compileOptions = [
  '--compile',
  '--bytecode',
  '--minify',
  '--format=cjs',
  // Processes that live for a tenth of a second gain nothing from machine code: less of it is less time and memory.
  '--compile-jit-policy=10',
  '--no-compile-autoload-dotenv',
  '--no-compile-autoload-bunfig',
  '--no-compile-autoload-tsconfig',
  '--no-compile-autoload-package-json',
]

/** What tells Bun to be something else is not for a build. */
const plainEnvironment = () =>
  Object.fromEntries(Object.entries(process.env).filter(([variable]) => !/^(?:BUN_|NODE_)/.test(variable)))

const compile = (runtime, directory) => {
  const { status, error, stderr } = spawnSync(
    runtime,
    ['build', 'main.cjs', ...compileOptions, `--outfile=${fileName}`],
    { cwd: directory, env: plainEnvironment(), encoding: 'utf8' },
  )
  if (error) throw error
  if (status !== 0) throw new Error(`the executable cannot be compiled: ${stderr}`)
}

const buildWith = async (runtime) => {
  const { outputFiles } = await build({ ...common, entryPoints: ['main.ts'], format: 'cjs', outfile: 'main.cjs' })
  const target = join(common.absWorkingDir, 'dist/executable', fileName)
  await mkdir(dirname(target), { recursive: true })
  // Beside the target, so that it can be renamed to it.
  const directory = await mkdtemp(join(dirname(target), '.compiling-'))
  try {
    await writeFile(join(directory, 'main.cjs'), outputFiles[0]?.contents ?? '')
    compile(runtime, directory)
    await rename(join(directory, fileName), target)
  } finally {
    await rm(directory, { recursive: true })
  }
}

const found = findRuntime()
if ('missing' in found) console.error(`rolecall: the provider is built as a script only, since ${found.missing}`)
else await buildWith(found.runtime)
