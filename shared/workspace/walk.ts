/** Which directories are walked into, and which files in them count: the same for the editor, lint and report. */

import type { IgnoreRules } from './ignore-rules.js'
import { readIgnoreFile } from './ignore-rules.js'

export const ignoreFileName = '.gitignore'

/** Bytes of a `.gitignore` that are read. */
export const maximumIgnoreFile = 5_000_000

/** A directory on the walk: the `.gitignore` files that speak of what is in it, the innermost last. */
export type WalkedDirectory = readonly {
  readonly rules: IgnoreRules
  /** Of the directory, seen from that of the `.gitignore`; with `/` at its end, or empty. */
  readonly path: string
}[]

/** They hold what tools wrote. */
const neverWalked: ReadonlySet<string> = new Set(['node_modules', 'cdktf.out'])

/** Of all that say something, the innermost counts. https://git-scm.com/docs/gitignore */
const isIgnored = (directory: WalkedDirectory, name: string): boolean => {
  for (const { rules, path } of directory.toReversed()) {
    const verdict = rules.verdict(path + name)
    if (verdict !== null) return verdict === 'ignored'
  }
  return false
}

export const isFileWalked = (directory: WalkedDirectory, name: string): boolean => !isIgnored(directory, name)

/** Hidden directories are passed over: they are for tools, and a worktree in one would repeat every role. */
export const isDirectoryWalked = (directory: WalkedDirectory, name: string): boolean =>
  !name.startsWith('.') && !neverWalked.has(name) && !isIgnored(directory, `${name}/`)

/** With the text of the `.gitignore` in a directory; null: there is none. */
export const withIgnoreFile = (directory: WalkedDirectory, text: string | null): WalkedDirectory =>
  text === null ? directory : [...directory, { rules: readIgnoreFile(text), path: '' }]

/** Goes into a directory of a directory. */
export const enter = (directory: WalkedDirectory, name: string): WalkedDirectory =>
  directory.map(({ rules, path }) => ({ rules, path: `${path}${name}/` }))

/** Where a walk begins: one that is asked for is walked, even where a `.gitignore` above leaves it out. */
export const beginIn = (above: WalkedDirectory, name: string): WalkedDirectory =>
  isIgnored(above, `${name}/`) ? [] : enter(above, name)
