import type { BlastRadius, Risk } from '../model/risk.js'
import { compareRisk, risks } from '../model/risk.js'
import type { Catalog } from './catalog.js'

const maximumWarnings = 10

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`

/** `2 admin, 1 high`: most severe first, without what there is none of. */
const tally = (rated: readonly (Risk | null)[]): string =>
  risks
    .toReversed()
    .map((risk) => [rated.filter((one) => one === risk).length, risk] as const)
    .filter(([number]) => number > 0)
    .map(([number, risk]) => `${number} ${risk}`)
    .join(', ')

const warns: Readonly<Record<Risk, boolean>> = { low: false, medium: false, high: true, admin: true }

const summaryOf = (total: number, level: Risk | null, levels: string, unrated: number): string => {
  if (total === 0) return 'Grants nothing.'
  const missing = unrated > 0 ? `${unrated} not rated` : ''
  const parts = [levels, missing].filter((part) => part !== '').join(', ')
  return `${level === null ? 'Not rated' : `At most ${level}`}: ${count(total, 'permission')} (${parts}).`
}

/** Rates whole permissions by a catalog; expand patterns before. */
export const blastRadiusOf = (permissions: readonly string[], catalog: Catalog): BlastRadius => {
  const rated = [...new Set(permissions)].map((value) => ({ value, entry: catalog.find(value) }))
  const levels = rated.map(({ entry }) => entry?.risk ?? null)
  const level = levels.reduce<Risk | null>(
    (highest, risk) => (risk !== null && (highest === null || compareRisk(risk, highest) > 0) ? risk : highest),
    null,
  )
  const unrated = rated.filter(({ entry }) => (entry?.risk ?? null) === null).length
  const severe = rated
    .flatMap(({ value, entry }) => (entry?.risk && warns[entry.risk] ? [{ value, risk: entry.risk, entry }] : []))
    .sort((one, other) => compareRisk(other.risk, one.risk) || (one.value < other.value ? -1 : 1))
  const warnings = severe
    .slice(0, maximumWarnings)
    .map(({ value, risk, entry }) => `${value} (${risk}): ${entry.description}`)
  if (severe.length > warnings.length)
    warnings.push(`${count(severe.length - warnings.length, 'more permission')} of these levels.`)
  if (unrated > 0) warnings.push(`${count(unrated, 'permission')} not rated by the ${catalog.platform.title} catalog.`)
  return { level, summary: summaryOf(rated.length, level, tally(levels), unrated), warnings }
}
