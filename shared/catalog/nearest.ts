/** Which permission somebody meant: typos, other words for an action, segments left out, added or swapped. */
import type { Permission } from '../model/catalog.js'
import { risks } from '../model/risk.js'
import { editDistance, plain, slack, wordDistance } from '../model/similar.js'
import type { Catalog } from './catalog.js'
import { segmentsOf } from './segments.js'

const costs = { leftOut: 0.4, added: 0.5, swapped: 0.3, synonym: 0.3, joined: 0.1, otherRoot: 0.7 }

/** Beyond this nobody meant it. */
const tooFar = 0.85

const synonyms: readonly ReadonlySet<string>[] = [
  new Set(['get', 'read', 'view', 'list', 'see', 'show', 'describe']),
  new Set(['create', 'add', 'new', 'make', 'write']),
  new Set(['update', 'edit', 'write', 'change', 'modify', 'set', 'patch']),
  new Set(['delete', 'remove', 'destroy', 'del']),
]

const segmentDistance = (one: string, other: string): number => {
  const distance = wordDistance(one, other)
  if (distance <= costs.synonym) return distance
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  return synonyms.some((set) => set.has(a) && set.has(b)) ? costs.synonym : distance
}

/** `workspace.airflow.dag.get`: what is inside of one thing is often inside of another. */
const rootDistance = (one: string, other: string, count: number): number =>
  Math.min(segmentDistance(one, other), count > 2 ? costs.otherRoot : Infinity)

/** The edit distance again, over segments. */
const segmentsDistance = (given: readonly string[], candidate: readonly string[]): number => {
  let before: number[] = []
  let row = Array.from({ length: candidate.length + 1 }, (_, count) => count * costs.leftOut)
  for (let i = 1; i <= given.length; i += 1) {
    const next = [i * costs.added]
    for (let j = 1; j <= candidate.length; j += 1) {
      const [own, theirs] = [given[i - 1] ?? '', candidate[j - 1] ?? '']
      const replaced = i === 1 && j === 1 ? rootDistance(own, theirs, given.length) : segmentDistance(own, theirs)
      const swapped = i > 1 && j > 1 && own === candidate[j - 2] && given[i - 2] === theirs
      next.push(
        Math.min(
          (row[j - 1] ?? 0) + replaced,
          (row[j] ?? 0) + costs.added,
          (next[j - 1] ?? 0) + costs.leftOut,
          swapped ? (before[j - 2] ?? 0) + costs.swapped : Infinity,
        ),
      )
    }
    before = row
    row = next
  }
  return row[candidate.length] ?? 0
}

/** `deploymentget`: a separator is missing or too many, and at most one letter is wrong. */
const joinedDistance = (given: string, candidate: string): number => {
  const [one, other] = [plain(given), plain(candidate)]
  if (Math.abs(one.length - other.length) > 1 || one.length > 200) return Infinity
  const distance = editDistance(one, other)
  return distance > 1 ? Infinity : costs.joined + distance * 0.2
}

const distanceTo = (value: string, given: readonly string[], permission: Permission, separator: string | null): number => {
  if (permission.label !== null && plain(permission.label) === plain(value)) return 0
  const candidate = segmentsOf(permission.value, separator)
  const distance = segmentsDistance(given, candidate)
  return candidate.length === given.length ? distance : Math.min(distance, joinedDistance(value, permission.value))
}

const isOutdated = ({ status }: Permission): boolean => status === 'deprecated' || status === 'renamed'

/** Of two that are equally near, the one that grants less. */
const riskRank = ({ risk }: Permission): number => (risk === null ? risks.length : risks.indexOf(risk))

/** A permission never has so many; somebody else's text may. */
const maximumSegments = 20

/** The permissions of a scope that are most like a value, likeliest first. */
export const nearestPermissions = (value: string, catalog: Catalog, scope: string | null, max = 3): readonly string[] => {
  const { separator } = catalog.platform.permission
  const given = segmentsOf(value, separator)
  if (given.length > maximumSegments || value.trim() === '') return []
  const near = catalog
    .inScope(scope)
    .filter((permission) => !isOutdated(permission) && permission.value !== value)
    .map((permission) => ({ permission, distance: distanceTo(value, given, permission, separator) }))
    .filter(({ distance }) => distance <= tooFar)
    .sort((one, other) => one.distance - other.distance || riskRank(one.permission) - riskRank(other.permission))
  const best = near[0]?.distance ?? 0
  return near
    .filter(({ distance }) => distance <= best + slack)
    .slice(0, max)
    .map(({ permission }) => permission.value)
}
