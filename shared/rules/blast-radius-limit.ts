/** RC009: the role can break more than the limit allows. */
import { isPattern, matchPattern } from '../catalog/pattern.js'
import type { Granted } from '../model/granted.js'
import type { Problem } from '../model/problem.js'
import type { Risk } from '../model/risk.js'
import { compareRisk } from '../model/risk.js'
import type { Path } from '../model/role.js'
import { quote } from '../model/wording.js'
import { problem } from './problem.js'
import type { LimitOptions, LimitRule } from './rule.js'

const named = 3

/** A permission above the limit. */
export type Excess = { readonly value: string; readonly risk: Risk; readonly path: Path }

/** Each once, most severe first. */
export const permissionsAbove = (
  granted: readonly Granted[],
  { catalog, limit, patterns }: LimitOptions,
): readonly Excess[] => {
  const seen = patterns ? granted : granted.filter(({ value }) => !isPattern(value))
  const found = seen.flatMap(({ path, value, scope }) => {
    const entries = isPattern(value) ? matchPattern(value, catalog, scope) : [catalog.find(value)]
    return entries.flatMap((entry) => (entry?.risk ? [{ value: entry.value, risk: entry.risk, path }] : []))
  })
  const above = found.filter(({ risk }) => compareRisk(risk, limit) > 0)
  return above
    .filter(({ value }, index) => above.findIndex((other) => other.value === value) === index)
    .sort((one, other) => compareRisk(other.risk, one.risk))
}

/** `opening` leads up to the level. Null where nothing is above the limit. */
export const sayAbove = (excess: readonly Excess[], limit: Risk, opening: string): string | null => {
  const [worst] = excess
  if (!worst) return null
  const more = excess.length > named ? ` and ${excess.length - named} more` : ''
  const because = `${excess
    .slice(0, named)
    .map(({ value, risk }) => `${quote(value)} (${risk})`)
    .join(', ')}${more}`
  return (
    `${opening} ${worst.risk}, above the limit ${limit}, because of ${because}. ` +
    'Remove what is above the limit, or raise `max_blast_radius`.'
  )
}

/** One problem for a role, at the first of its most severe permissions. */
export const blastRadiusLimit = {
  code: 'RC009',
  title: 'Blast radius above the limit',
  severity: 'error',
  needsWholeRole: true,
  neverIgnored: true,
  looksAt: 'limit',
  run: (granted, options): readonly Problem[] => {
    const excess = permissionsAbove(granted, options)
    const message = sayAbove(excess, options.limit, 'The blast radius of this role is')
    if (message === null) return []
    const found = problem(blastRadiusLimit, excess[0]?.path ?? [], message)
    // A platform that rates its roles itself has the last word, after the write.
    return [options.catalog.platform.blastRadius === 'platform' ? { ...found, severity: 'warning' } : found]
  },
} satisfies LimitRule
