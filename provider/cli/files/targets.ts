/** From the arguments of a verb to the files it reads. */
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { IgnoreRules } from '@rolecall/shared/workspace/ignore-rules.js'
import { readIgnoreFile } from '@rolecall/shared/workspace/ignore-rules.js'
import { readIfThere } from '../../read-regular.js'
import { UsageError } from '../verb.js'
import { isReadable } from './read.js'
import { reasonOf } from './write.js'

/** Never walked into: they hold what tools wrote. */
const skippedDirectories: ReadonlySet<string> = new Set(['node_modules', '.terraform', 'cdktf.out', '.git', '.gen'])

/** One `.gitignore` on the way down, with the directory its patterns start from. */
type Rules = { readonly directory: string; readonly patterns: IgnoreRules }

/** Bytes. */
const maximumRules = 5_000_000

const readRules = (directory: string): Rules | null => {
  const path = join(directory, '.gitignore')
  try {
    const text = readIfThere(path, maximumRules)
    return text === null ? null : { directory, patterns: readIgnoreFile(text) }
  } catch (error) {
    throw new UsageError(`${path} cannot be read, so what it leaves out is not known: ${reasonOf(error)}`)
  }
}

const slashes = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'))

/** Of all that say something about a path, the innermost counts. https://git-scm.com/docs/gitignore */
const isIgnored = (path: string, isDirectory: boolean, rules: readonly Rules[]): boolean => {
  for (const { directory, patterns } of [...rules].reverse()) {
    const verdict = patterns.verdict(`${slashes(relative(directory, path))}${isDirectory ? '/' : ''}`)
    if (verdict !== null) return verdict === 'ignored'
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
    const rules = readRules(at)
    if (rules) found.unshift(rules)
  }
  return found
}

const walk = async function* (directory: string, above: readonly Rules[]): AsyncGenerator<string> {
  const own = readRules(directory)
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
