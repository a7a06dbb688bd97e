/** The runtimes that the executable can be made with: Bun's own packages on npm, which are the program itself. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

/**
 * By node's names of system and processor. The plain x64 runtimes need AVX2, which some machines in data centers and
 * most emulators lack; these start in the same time.
 */
export const runtimes = {
  'linux-x64': '@oven/bun-linux-x64-baseline',
  'linux-arm64': '@oven/bun-linux-aarch64',
  'darwin-x64': '@oven/bun-darwin-x64',
  'darwin-arm64': '@oven/bun-darwin-aarch64',
  'win32-x64': '@oven/bun-windows-x64-baseline',
}

/** @returns {{ readonly runtime: string } | { readonly missing: string }} */
export const findRuntime = () => {
  const system = `${process.platform}-${process.arch}`
  const name = runtimes[system]
  if (!name) return { missing: `there is no runtime for ${system}` }
  const runtime = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'bun.exe' : 'bun')
  return existsSync(runtime) ? { runtime } : { missing: `${name} is not installed: run npm install` }
}
