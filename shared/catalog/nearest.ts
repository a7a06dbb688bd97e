/** Which permission somebody meant: typos, other words for an action, segments left out, added or swapped. */
import type { Permission } from '../model/catalog.js'
import { risks } from '../model/risk.js'
import { editDistance, plain, slack, wordDistance } from '../model/similar.js'
import type { Catalog } from './catalog.js'
import { segmentsOf } from './segments.js'

const costs = { leftOut: 0.4, added: 0.5, swapped: 0.3, synonym: 0.3, joined: 0.1, otherRoot: 0.7 }

/** Beyond this nobody meant it. */
const tooFar = 0.85

/** A permission never has so many segments, or letters; somebody else's text may. */
const longest = { segments: 20, letters: 200 }

const synonyms: readonly ReadonlySet<string>[] = [
  new Set(['get', 'read', 'view', 'list', 'see', 'show', 'describe']),
  new Set(['create', 'add', 'new', 'make', 'write']),
  new Set(['update', 'edit', 'write', 'change', 'modify', 'set', 'patch']),
  new Set(['delete', 'remove', 'destroy', 'del']),
]

type Distance = (one: string, other: string) => number

const segmentDistance: Distance = (one, other) => {
  const distance = wordDistance(one, other)
  if (distance <= costs.synonym) return distance
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  return synonyms.some((set) => set.has(a) && set.has(b)) ? costs.synonym : distance
}

/** Catalogs are made of few words, so of each pair the distance is found once. */
const remembered = (distance: Distance): Distance => {
  const known = new Map<string, Map<string, number>>()
  return (one, other) => {
    let row = known.get(one)
    if (!row) known.set(one, (row = new Map()))
    const found = row.get(other) ?? distance(one, other)
    row.set(other, found)
    return found
  }
}

/** The edit distance again, over segments. */
const segmentsDistance = (given: readonly string[], candidate: readonly string[], distance: Distance): number => {
  let before: number[] = []
  let row = Array.from({ length: candidate.length + 1 }, (_, count) => count * costs.leftOut)
  for (let i = 1; i <= given.length; i += 1) {
    const next = [i * costs.added]
    for (let j = 1; j <= candidate.length; j += 1) {
      const [own, theirs] = [given[i - 1] ?? '', candidate[j - 1] ?? '']
      // `workspace.airflow.dag.get`: what is inside of one thing is often inside of another.
      const most = i === 1 && j === 1 && given.length > 2 ? costs.otherRoot : Infinity
      const swapped = i > 1 && j > 1 && own === candidate[j - 2] && given[i - 2] === theirs
      next.push(
        Math.min(
          (row[j - 1] ?? 0) + Math.min(most, distance(own, theirs)),
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
  if (Math.abs(given.length - candidate.length) > 1) return Infinity
  const distance = editDistance(given, candidate)
  return distance > 1 ? Infinity : costs.joined + distance * 0.2
}

type Candidate = {
  readonly permission: Permission
  readonly segments: readonly string[]
  readonly plain: string
  readonly plainLabel: string | null
}

const candidates = new WeakMap<readonly Permission[], readonly Candidate[]>()

const isCurrent = ({ status }: Permission): boolean => status !== 'deprecated' && status !== 'renamed'

/** What may be suggested for a list of this scope. */
const candidatesOf = (catalog: Catalog, scope: string | null): readonly Candidate[] => {
  const permissions = catalog.inScope(scope)
  const known =
    candidates.get(permissions) ??
    permissions.filter(isCurrent).map((permission) => ({
      permission,
      segments: segmentsOf(permission.value, catalog.platform.permission.separator),
      plain: plain(permission.value),
      plainLabel: permission.label === null ? null : plain(permission.label),
    }))
  candidates.set(permissions, known)
  return known
}

/** Of two that are equally near, the one that grants less. */
const riskRank = ({ risk }: Permission): number => (risk === null ? risks.length : risks.indexOf(risk))

const rank = (value: string, catalog: Catalog, scope: string | null): readonly string[] => {
  if (value.length > longest.letters || value.trim() === '') return []
  const given = segmentsOf(value, catalog.platform.permission.separator)
  if (given.length > longest.segments) return []
  const own = plain(value)
  const distance = remembered(segmentDistance)

  const distanceTo = ({ segments, ...candidate }: Candidate): number => {
    if (candidate.plainLabel === own) return 0
    if (segments.length === given.length) return segmentsDistance(given, segments, distance)
    const joined = joinedDistance(own, candidate.plain)
    const leftOut = (segments.length - given.length) * costs.leftOut
    return leftOut > tooFar ? joined : Math.min(joined, segmentsDistance(given, segments, distance))
  }

  const near = candidatesOf(catalog, scope)
    .filter(({ permission }) => permission.value !== value)
    .map((candidate) => ({ permission: candidate.permission, distance: distanceTo(candidate) }))
    .filter((candidate) => candidate.distance <= tooFar)
    .sort((one, other) => one.distance - other.distance || riskRank(one.permission) - riskRank(other.permission))
  const best = near[0]?.distance ?? 0
  return near.filter((candidate) => candidate.distance <= best + slack).map(({ permission }) => permission.value)
}

const answers = new WeakMap<readonly Permission[], Map<string, readonly string[]>>()

/** One typo is asked about at every keystroke elsewhere, and may stand in a thousand files. */
const mostAnswers = 1000

/** The permissions of a scope that are most like a value, likeliest first. */
export const nearestPermissions = (
  value: string,
  catalog: Catalog,
  scope: string | null,
  max = 3,
): readonly string[] => {
  const permissions = catalog.inScope(scope)
  const known = answers.get(permissions) ?? new Map<string, readonly string[]>()
  answers.set(permissions, known)
  const answer = known.get(value) ?? rank(value, catalog, scope)
  if (known.size >= mostAnswers) known.clear()
  known.set(value, answer)
  return answer.slice(0, max)
}
