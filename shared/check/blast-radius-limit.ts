/** RC009: the role can break more than the limit allows. */
import type { Catalog } from '../catalog/catalog.js'
import { isPattern, matchPattern } from '../catalog/pattern.js'
import type { Granted } from '../model/granted.js'
import type { Problem } from '../model/problem.js'
import type { Path } from '../model/role.js'
import { compareRisk } from '../model/risk.js'
import type { Risk } from '../model/risk.js'
import type { PermissionOptions } from './one-permission.js'
import { problem, quote } from './problem.js'

const named = 3

type Excess = { readonly value: string; readonly risk: Risk; readonly path: Path }

const excessOf = (granted: readonly Granted[], catalog: Catalog, limit: Risk): readonly Excess[] => {
  const found = granted.flatMap(({ path, value, scope }) => {
    const entries = isPattern(value) ? matchPattern(value, catalog, scope) : [catalog.find(value)]
    return entries.flatMap((entry) => (entry?.risk ? [{ value: entry.value, risk: entry.risk, path }] : []))
  })
  const above = found.filter(({ risk }) => compareRisk(risk, limit) > 0)
  return above
    .filter(({ value }, index) => above.findIndex((other) => other.value === value) === index)
    .sort((one, other) => compareRisk(other.risk, one.risk))
}

/** One problem for a role, at the first of its most severe permissions. */
export const aboveLimit = (
  granted: readonly Granted[],
  { catalog, limit, patterns }: PermissionOptions & { readonly limit: Risk },
): readonly Problem[] => {
  const excess = excessOf(patterns ? granted : granted.filter(({ value }) => !isPattern(value)), catalog, limit)
  const [worst] = excess
  if (!worst) return []
  const more = excess.length > named ? ` and ${excess.length - named} more` : ''
  const because = `${excess.slice(0, named).map(({ value, risk }) => `${quote(value)} (${risk})`).join(', ')}${more}`
  const message =
    `The blast radius of this role is ${worst.risk}, above the limit ${limit}, because of ${because}. ` +
    'Remove what is above the limit, or raise `max_blast_radius`.'
  const found = problem('RC009', worst.path, message)
  // A platform that rates its roles itself has the last word, after the write.
  return [catalog.platform.blastRadius === 'platform' ? { ...found, severity: 'warning' } : found]
}
