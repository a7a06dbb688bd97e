/** A copy of the checkout, in which a platform can be laid over it. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

const leftOut = new Set([
  '.git',
  'node_modules',
  'dist',
  'output',
  'cdktf.out',
  '.work',
  '.terraform',
  'bindings',
  'tools',
])

export type Ran = { readonly code: number | null; readonly output: string }

export type Copy = {
  readonly lay: (overlay: string) => void
  /** Each a text that stands there once, and what it becomes. */
  readonly patch: (path: string, ...changes: readonly (readonly [string, string])[]) => void
  readonly run: (command: string, ...args: readonly string[]) => Ran
  readonly remove: () => void
}

/** Packages are those of the checkout; the workspaces among them are the copy's. */
const linkPackages = (directory: string): void => {
  const packages = join(root, 'node_modules')
  mkdirSync(join(directory, 'node_modules/@rolecall'), { recursive: true })
  const kept = new Set(['.bin', '.package-lock.json'])
  for (const name of readdirSync(packages)) {
    if (name === '@rolecall' || name.startsWith('rolecall-') || (name.startsWith('.') && !kept.has(name))) continue
    symlinkSync(join(packages, name), join(directory, 'node_modules', name))
  }
  for (const name of ['shared', 'provider'])
    symlinkSync(join(directory, name), join(directory, 'node_modules/@rolecall', name))
  symlinkSync(join(directory, 'extension'), join(directory, 'node_modules/rolecall-vscode'))
}

export const copyCheckout = (): Copy => {
  const directory = mkdtempSync(join(tmpdir(), 'rolecall-fourth-'))
  cpSync(root, directory, {
    recursive: true,
    filter: (path) => relative(root, path) === '' || (!leftOut.has(basename(path)) && !path.endsWith('.tsbuildinfo')),
  })
  linkPackages(directory)
  return {
    lay: (overlay) => cpSync(overlay, directory, { recursive: true }),
    patch: (path, ...changes) => {
      const file = join(directory, path)
      const text = changes.reduce(
        (before, [from, to]) => {
          if (before.split(from).length !== 2) throw new Error(`${path} does not have ${from} once`)
          return before.replace(from, () => to)
        },
        readFileSync(file, 'utf8'),
      )
      writeFileSync(file, text)
    },
    run: (command, ...args) => {
      const env = { ...process.env, NODE_OPTIONS: '', VITEST: '' }
      const { status, stdout, stderr } = spawnSync(command, args, { cwd: directory, encoding: 'utf8', env })
      return { code: status, output: stdout + stderr }
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}
