/** The runtimes that the executable can be made with: Bun's own packages on npm, which are the program itself. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

/**
 * @typedef {object} System
 * @property {string} node node's names of system and processor
 * @property {string} terraform Terraform's, which are Go's
 * @property {string} runtime
 * @property {string} target Bun's name for it
 */

/**
 * The plain x64 runtimes need AVX2, which some machines in data centers and most emulators lack; the baseline ones
 * start in the same time.
 *
 * @type {readonly System[]}
 */
export const systems = [
  {
    node: 'linux-x64',
    terraform: 'linux_amd64',
    runtime: '@oven/bun-linux-x64-baseline',
    target: 'bun-linux-x64-baseline',
  },
  { node: 'linux-arm64', terraform: 'linux_arm64', runtime: '@oven/bun-linux-aarch64', target: 'bun-linux-arm64' },
  {
    node: 'darwin-x64',
    terraform: 'darwin_amd64',
    runtime: '@oven/bun-darwin-x64-baseline',
    target: 'bun-darwin-x64-baseline',
  },
  { node: 'darwin-arm64', terraform: 'darwin_arm64', runtime: '@oven/bun-darwin-aarch64', target: 'bun-darwin-arm64' },
  {
    node: 'win32-x64',
    terraform: 'windows_amd64',
    runtime: '@oven/bun-windows-x64-baseline',
    target: 'bun-windows-x64-baseline',
  },
]

/** @param {System} system */
export const programIn = ({ node }) => (node.startsWith('win32') ? 'bin/bun.exe' : 'bin/bun')

/** @returns {{ readonly runtime: string } | { readonly missing: string }} */
export const findRuntime = () => {
  const name = `${process.platform}-${process.arch}`
  const system = systems.find(({ node }) => node === name)
  if (!system) return { missing: `there is no runtime for ${name}` }
  const runtime = join(root, 'node_modules', system.runtime, programIn(system))
  return existsSync(runtime) ? { runtime } : { missing: `${system.runtime} is not installed: run npm install` }
}
