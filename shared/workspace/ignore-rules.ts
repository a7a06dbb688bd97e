/** The patterns of a `.gitignore`, and those of `ignore` in the configuration. https://git-scm.com/docs/gitignore */

import type { PathPattern } from './wildcard.js'
import { matchesPath, readPathPattern } from './wildcard.js'

type Rule = { readonly pattern: PathPattern; readonly negated: boolean; readonly onlyDirectories: boolean }

/** What rules say of a path; null: nothing. */
export type Verdict = 'ignored' | 'kept' | null

export type IgnoreRules = {
  /** Of a path with `/` between names and, where it is a directory, at its end. */
  readonly verdict: (path: string) => Verdict
}

const isEscaped = (text: string, at: number): boolean => {
  let backslashes = 0
  while (text[at - 1 - backslashes] === '\\') backslashes += 1
  return backslashes % 2 === 1
}

const withoutTrailingSpaces = (line: string): string => {
  let end = line.length
  while (line[end - 1] === ' ' && !isEscaped(line, end - 1)) end -= 1
  return line.slice(0, end)
}

const readRule = (line: string): Rule | null => {
  const text = withoutTrailingSpaces(line)
  if (text === '' || text.startsWith('#')) return null
  const negated = text.startsWith('!')
  const onlyDirectories = text.endsWith('/')
  const path = text.slice(negated ? 1 : 0, onlyDirectories ? -1 : text.length)
  // A slash within it ties it to the directory of the file; without one it is a name at any depth.
  const tied = path.includes('/')
  const pattern = readPathPattern(tied ? path.replace(/^\//, '') : `**/${path === '**' ? '*' : path}`)
  return pattern && { pattern, negated, onlyDirectories }
}

/** Of one path, the directories above it not asked. */
const lastSay = (rules: readonly Rule[], path: string): Verdict => {
  const isDirectory = path.endsWith('/')
  const names = isDirectory ? path.slice(0, -1) : path
  const rule = rules.findLast(
    ({ pattern, onlyDirectories }) => (isDirectory || !onlyDirectories) && matchesPath(pattern, names),
  )
  if (!rule) return null
  return rule.negated ? 'kept' : 'ignored'
}

export const createIgnoreRules = (lines: readonly string[]): IgnoreRules => {
  const rules = lines.map(readRule).filter((rule) => rule !== null)
  const known = new Map<string, Verdict>()
  const ofDirectory = (path: string): Verdict => {
    const before = known.get(path)
    if (before !== undefined) return before
    const verdict = verdictOf(path)
    known.set(path, verdict)
    return verdict
  }
  /** What lies in an ignored directory cannot be kept. */
  const verdictOf = (path: string): Verdict => {
    const above = path.lastIndexOf('/', path.length - 2) + 1
    return above > 0 && ofDirectory(path.slice(0, above)) === 'ignored' ? 'ignored' : lastSay(rules, path)
  }
  return { verdict: (path) => (rules.length === 0 ? null : verdictOf(path)) }
}

/** Those of a whole `.gitignore`. */
export const readIgnoreFile = (text: string): IgnoreRules =>
  createIgnoreRules(text.replace(/^\uFEFF/, '').split(/\r?\n/))
