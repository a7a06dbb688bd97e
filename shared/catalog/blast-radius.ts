import type { Permission } from '../model/catalog.js'
import type { BlastRadius, Risk } from '../model/risk.js'
import { compareRisk, risks } from '../model/risk.js'
import type { Catalog } from './catalog.js'

/** How many permissions are named, in the summary and in the warnings. */
const most = 10

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`

type Rated = { readonly value: string; readonly risk: Risk; readonly entry: Permission }

/** Most severe first, and the same whatever the order of the permissions. */
const compareRated = (one: Rated, other: Rated): number =>
  compareRisk(other.risk, one.risk) || (one.value < other.value ? -1 : 1)

/** Permissions of the upper levels are always named, others where nothing is above them; reading raises nothing. */
const isNamed = (risk: Risk, level: Risk): boolean =>
  risk !== 'low' && (risk === level || compareRisk(risk, 'high') >= 0)

/** `high: deployment.delete, deployment.envObjects.get; 1 medium, 1 low`. */
const summaryOf = (rated: readonly Rated[], level: Risk | null, unrated: number): string => {
  if (level === null) return unrated > 0 ? `${unrated} not rated` : 'grants nothing'
  const shown = new Set(rated.filter(({ risk }) => isNamed(risk, level)).slice(0, most))
  const levels = risks.toReversed().map((risk) => {
    const all = rated.filter((one) => one.risk === risk)
    return { risk, all, names: all.filter((one) => shown.has(one)).map(({ value }) => value) }
  })
  const named = levels.flatMap(({ risk, all, names }) => {
    const more = all.length > names.length ? ` and ${all.length - names.length} more` : ''
    return names.length > 0 ? [`${risk}: ${names.join(', ')}${more}`] : []
  })
  const counted = [
    ...levels.flatMap(({ risk, all, names }) =>
      all.length > 0 && names.length === 0 ? [`${all.length} ${risk}`] : [],
    ),
    ...(unrated > 0 ? [`${unrated} not rated`] : []),
  ].join(', ')
  return [...named, ...(counted === '' ? [] : [counted])].join('; ')
}

const warningsOf = (rated: readonly Rated[], unrated: number, title: string): readonly string[] => {
  const severe = rated.filter(({ risk }) => compareRisk(risk, 'high') >= 0)
  const shown = severe.slice(0, most)
  const warnings = shown.map(({ value, risk, entry }) => `${value} (${risk}): ${entry.description}`)
  if (severe.length > shown.length)
    warnings.push(`${count(severe.length - shown.length, 'more permission')} of these levels.`)
  if (unrated > 0) warnings.push(`${count(unrated, 'permission')} not rated by the ${title} catalog.`)
  return warnings
}

/** Rates whole permissions by a catalog; expand patterns before. */
export const blastRadiusOf = (permissions: readonly string[], catalog: Catalog): BlastRadius => {
  const distinct = [...new Set(permissions)]
  const rated = distinct
    .flatMap((value): readonly Rated[] => {
      const entry = catalog.find(value)
      return entry?.risk ? [{ value, risk: entry.risk, entry }] : []
    })
    .sort(compareRated)
  const unrated = distinct.length - rated.length
  const level = rated[0]?.risk ?? null
  return {
    level,
    summary: summaryOf(rated, level, unrated),
    warnings: warningsOf(rated, unrated, catalog.platform.title),
  }
}
