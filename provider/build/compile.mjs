/** The provider for those without node: the same source, compiled with its runtime into one file. */
import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { bundle, common } from './bundle.mjs'

/** In the bytes of what is compiled, so it is the same for a build and a release. */
const name = 'terraform-provider-rolecall'

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

const run = (compiler, directory, args) => {
  const { status, error, stderr } = spawnSync(compiler, ['build', 'main.cjs', ...compileOptions, ...args], {
    cwd: directory,
    env: plainEnvironment(),
    encoding: 'utf8',
  })
  if (error) throw error
  if (status !== 0) throw new Error(`the executable cannot be compiled: ${stderr}`)
}

/** @param {'' | '.exe'} suffix */
export const executablePath = (suffix) => join(common.absWorkingDir, 'dist/executable', `${name}${suffix}`)

/** What is compiled: one script, the same for every system. */
export const executableSource = async () => {
  const { outputFiles } = await build({
    ...bundle('executable'),
    entryPoints: ['main.ts'],
    format: 'cjs',
    outfile: 'main.cjs',
  })
  return outputFiles[0]?.text ?? ''
}

/**
 * Compiles the source to a path; for another system with the name and the path of its runtime.
 *
 * @param {{ source: string, compiler: string, path: string, other?: { target: string, runtime: string } }} options
 */
export const compileExecutable = async ({ source, compiler, path, other }) => {
  await mkdir(dirname(path), { recursive: true })
  // Beside the target, so that it can be renamed to it.
  const directory = await mkdtemp(join(dirname(path), '.compiling-'))
  const fileName = path.endsWith('.exe') ? `${name}.exe` : name
  try {
    await writeFile(join(directory, 'main.cjs'), source)
    const target = other ? [`--target=${other.target}`, `--compile-executable-path=${other.runtime}`] : []
    run(compiler, directory, [...target, `--outfile=${fileName}`])
    await rename(join(directory, fileName), path)
  } finally {
    await rm(directory, { recursive: true })
  }
}
