/** Patterns: a segment `*` is exactly one segment, a final `**` one or more; nothing else. */
import type { Permission } from '../model/catalog.js'
import type { Catalog } from './catalog.js'

export const isPattern = (text: string): boolean => text.includes('*')

/** What is wrong with a pattern, as a sentence; null where nothing is. */
export const patternProblem = (text: string, separator: string | null): string | null => {
  if (separator === null) return 'Permissions of this platform have no segments, so patterns cannot be used.'
  const segments = text.split(separator)
  for (const [index, segment] of segments.entries()) {
    if (segment === '') return `There is nothing before or after one of the \`${separator.trim()}\`.`
    if (segment === '**' && index < segments.length - 1) return 'Only the last segment may be `**`.'
    if (segment !== '*' && segment !== '**' && segment.includes('*')) {
      return `\`${segment}\` is no segment of a pattern: \`*\` stands for one whole segment, \`**\` at the end for one or more.`
    }
  }
  return null
}

const matches = (pattern: readonly string[], segments: readonly string[]): boolean => {
  const open = pattern.at(-1) === '**'
  if (open ? segments.length < pattern.length : segments.length !== pattern.length) return false
  return pattern.every((part, index) => part === '*' || part === '**' || part === segments[index])
}

/** Whether a permission, known to a catalog or not, is one that a pattern stands for. */
export const coversPermission = (pattern: string, permission: string, separator: string | null): boolean =>
  separator === null || !isPattern(pattern)
    ? pattern === permission
    : matches(pattern.split(separator), permission.split(separator))

/** One that may be granted without a second thought: no guess, and nothing on its way out. */
const isCurrent = ({ status }: Permission): boolean => status === 'documented' || status === 'learned'

type Candidate = { readonly permission: Permission; readonly segments: readonly string[] }

const candidates = new WeakMap<readonly Permission[], readonly Candidate[]>()

const candidatesOf = (permissions: readonly Permission[], separator: string): readonly Candidate[] => {
  const known =
    candidates.get(permissions) ??
    permissions.filter(isCurrent).map((permission) => ({ permission, segments: permission.value.split(separator) }))
  candidates.set(permissions, known)
  return known
}

/**
 * What a pattern stands for, in the order of the catalog. Nothing where the catalog holds only labels:
 * what is granted must be known. Never deprecated permissions, nor those that only one source has.
 */
export const matchPattern = (pattern: string, catalog: Catalog, scope: string | null): readonly Permission[] => {
  const { separator } = catalog.platform.permission
  if (separator === null || catalog.coverage === 'unconfirmed' || patternProblem(pattern, separator) !== null) return []
  const parts = pattern.split(separator)
  return candidatesOf(catalog.inScope(scope), separator)
    .filter(({ segments }) => matches(parts, segments))
    .map(({ permission }) => permission)
}

export type Expansion = {
  /** Each once, where it first stands or a pattern first brings it. */
  readonly values: readonly string[]
  /** Patterns that stand for nothing. */
  readonly empty: readonly string[]
}

export const expandPermissions = (list: readonly string[], catalog: Catalog, scope: string | null): Expansion => {
  const values = new Set<string>()
  const empty: string[] = []
  for (const text of list) {
    const expanded = isPattern(text) ? matchPattern(text, catalog, scope).map(({ value }) => value) : [text]
    if (expanded.length === 0) empty.push(text)
    for (const value of expanded) values.add(value)
  }
  return { values: [...values], empty }
}
