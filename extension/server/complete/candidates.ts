/** What can be typed in a list of permissions. Ranks go from what comes first to what comes last. */
import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { isPattern, matchPattern } from '@rolecall/shared/catalog/pattern.js'
import type { Permission } from '@rolecall/shared/model/catalog.js'

export type Candidate = {
  readonly value: string
  /** `segment`: the start of several permissions; more is typed behind it. */
  readonly kind: 'permission' | 'segment' | 'pattern'
  readonly rank: 'segment' | 'known' | 'unconfirmed' | 'pattern' | 'outdated' | 'listed'
  /** What a segment or a pattern stands for. */
  readonly count: number
  readonly permission: Permission | null
}

export type ListPlace = {
  readonly catalog: Catalog
  readonly scope: string | null
  /** Whether a pattern may stand here. */
  readonly patterns: boolean
  /** What the list holds besides what is being typed. */
  readonly listed: ReadonlySet<string>
}

const maximumPatterns = 12

const rankOf = ({ value, status }: Permission, listed: ReadonlySet<string>): Candidate['rank'] => {
  if (listed.has(value)) return 'listed'
  if (status === 'deprecated' || status === 'renamed') return 'outdated'
  return status === 'unconfirmed' ? 'unconfirmed' : 'known'
}

const isCurrent = ({ status }: Permission): boolean => status !== 'deprecated' && status !== 'renamed'

/** Permissions whose first segments are those of the prefix, each cut behind it. */
const below = (
  prefix: readonly string[],
  permissions: readonly Permission[],
  separator: string,
): readonly (readonly string[])[] =>
  permissions.flatMap(({ value }) => {
    const segments = value.split(separator)
    const fits =
      segments.length > prefix.length && prefix.every((part, index) => part === '*' || part === segments[index])
    return fits ? [segments.slice(prefix.length)] : []
  })

const count = (values: Iterable<string>): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** The next segments behind what is typed, where more than one permission goes on from them. */
const segmentsBelow = (
  prefix: readonly string[],
  rests: readonly (readonly string[])[],
  separator: string,
): readonly Candidate[] => {
  const deeper = rests.filter((rest) => rest.length > 1).map(([first = '']) => first)
  return [...count(deeper)]
    .filter(([, permissions]) => permissions > 1)
    .map(([segment, permissions]) => ({
      value: [...prefix, segment, ''].join(separator),
      kind: 'segment',
      rank: 'segment',
      count: permissions,
      permission: null,
    }))
}

/** Patterns that begin with what is typed and stand for more than one permission. */
const patternsBelow = (
  prefix: readonly string[],
  rests: readonly (readonly string[])[],
  place: ListPlace,
  separator: string,
): readonly Candidate[] => {
  const starred = prefix.includes('*')
  if (prefix.length === 0) return []
  const leaves = [...count(rests.filter((rest) => rest.length === 2).map((rest) => rest[1] ?? ''))].filter(
    ([, number]) => number > 1,
  )
  const ends = [
    ['**'],
    ...(rests.filter((rest) => rest.length === 1).length > 1 ? [['*']] : []),
    ...leaves.map(([leaf]) => ['*', leaf]),
    ...(starred
      ? [...new Set(rests.filter((rest) => rest.length === 1).map(([leaf = '']) => leaf))].map((leaf) => [leaf])
      : []),
  ]
  return ends.slice(0, maximumPatterns).flatMap((end): readonly Candidate[] => {
    const value = [...prefix, ...end].join(separator)
    const matched = matchPattern(value, place.catalog, place.scope).length
    const enough = matched > 1 || (starred && matched > 0)
    return enough
      ? [
          {
            value,
            kind: 'pattern',
            rank: place.listed.has(value) ? 'listed' : 'pattern',
            count: matched,
            permission: null,
          },
        ]
      : []
  })
}

/** Every permission of the scope, and what helps to get there from what is typed. */
export const candidatesFor = (typed: string, place: ListPlace): readonly Candidate[] => {
  const { catalog, scope, patterns, listed } = place
  const { separator } = catalog.platform.permission
  const permissions = catalog.inScope(scope)
  const whole = permissions.map(
    (permission): Candidate => ({
      value: permission.value,
      kind: 'permission',
      rank: rankOf(permission, listed),
      count: 1,
      permission,
    }),
  )
  if (separator === null) return whole
  const prefix = typed.split(separator).slice(0, -1)
  if (isPattern(prefix.join('')) && !patterns) return whole
  const rests = below(prefix, permissions.filter(isCurrent), separator)
  return [
    ...segmentsBelow(prefix, rests, separator),
    ...whole,
    ...(patterns && catalog.coverage !== 'unconfirmed' ? patternsBelow(prefix, rests, place, separator) : []),
  ]
}
