/** From the arguments of a verb to the files it reads. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import ignore from 'ignore'
import type { Ignore } from 'ignore'
import { UsageError } from '../verb.js'
import { isReadable } from './read.js'

/** Never walked into: they hold what tools wrote. */
const skippedDirectories: ReadonlySet<string> = new Set(['node_modules', '.terraform', 'cdktf.out', '.git', '.gen'])

/** One `.gitignore` on the way down, with the directory its patterns start from. */
type Rules = { readonly directory: string; readonly patterns: Ignore }

const readRules = async (directory: string): Promise<Rules | null> => {
  const text = await readFile(join(directory, '.gitignore'), 'utf8').catch(() => null)
  return text === null ? null : { directory, patterns: ignore.default().add(text) }
}

const slashes = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'))

/** Of all that say something about a path, the innermost counts. https://git-scm.com/docs/gitignore */
const isIgnored = (path: string, isDirectory: boolean, rules: readonly Rules[]): boolean => {
  for (const { directory, patterns } of [...rules].reverse()) {
    const { ignored, unignored } = patterns.test(`${slashes(relative(directory, path))}${isDirectory ? '/' : ''}`)
    if (ignored || unignored) return ignored
  }
  return false
}

const exists = async (path: string): Promise<boolean> => (await stat(path).catch(() => null)) !== null

/** The rules of the directories above, as far as the repository goes. */
const rulesAbove = async (directory: string): Promise<readonly Rules[]> => {
  const found: Rules[] = []
  for (let at = directory; !(await exists(join(at, '.git'))); ) {
    const above = dirname(at)
    if (above === at) return []
    at = above
    const rules = await readRules(at)
    if (rules) found.unshift(rules)
  }
  return found
}

const walk = async function* (directory: string, above: readonly Rules[]): AsyncGenerator<string> {
  const own = await readRules(directory)
  const rules = own ? [...above, own] : above
  const entries = await readdir(directory, { withFileTypes: true })
  entries.sort((one, other) => (one.name < other.name ? -1 : 1))
  for (const entry of entries) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) {
      if (!skippedDirectories.has(entry.name) && !isIgnored(path, true, rules)) yield* walk(path, rules)
    } else if (entry.isFile() && isReadable(entry.name) && !isIgnored(path, false, rules)) yield path
  }
}

const kindOf = async (path: string): Promise<'file' | 'directory' | 'other' | null> => {
  const found = await stat(path).catch(() => null)
  if (found === null) return null
  if (found.isDirectory()) return 'directory'
  return found.isFile() ? 'file' : 'other'
}

const filesOf = async (argument: string, found: Set<string>): Promise<void> => {
  const path = resolve(argument)
  const kind = await kindOf(path)
  if (kind === null) throw new UsageError(`${argument} does not exist`)
  // Reading a pipe would wait for whoever writes into it.
  if (kind === 'other') throw new UsageError(`${argument} is neither a file nor a directory; - reads standard input`)
  if (kind === 'file') {
    if (!isReadable(basename(path))) {
      throw new UsageError(`${argument} is no role file (*.roles.yaml, .yml, .json, .jsonc), Terraform or TypeScript`)
    }
    found.add(path)
    return
  }
  const before = found.size
  for await (const file of walk(path, await rulesAbove(path))) found.add(file)
  if (found.size === before) throw new UsageError(`there is nothing to check below ${argument}`)
}

/** Absolute paths, in the order of the arguments. Without arguments everything below the working directory. */
export const findTargets = async (args: readonly string[]): Promise<readonly string[]> => {
  const found = new Set<string>()
  for (const argument of args.length === 0 ? ['.'] : args) await filesOf(argument, found)
  return [...found]
}
