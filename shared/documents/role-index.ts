/**
 * RC012 across files. Keeps of a role what names it and where it stands, in arrays of numbers: a
 * repository may have a hundred thousand roles.
 */
import type { LocatedProblem, Range } from '../model/problem.js'
import type { RoleDocument, RoleSite } from './document.js'
import { identityOf } from './identity.js'
import { isIgnored } from './ignored.js'
import { keySpan, rangeOf } from './locate.js'
import { spanRange } from './source.js'

export type RoleIndex = {
  /** Takes in the roles of a document. The document itself is not kept. */
  readonly add: (document: RoleDocument) => void
  /** RC012 for every role taken in that a role of another file equals, in the order they came. */
  readonly problems: () => readonly LocatedProblem[]
  /** The same for a document that need not be taken in. */
  readonly problemsOf: (document: RoleDocument) => readonly LocatedProblem[]
}

const maximumRelated = 10

/** Stands for the key of a role whose problem a comment hides. */
const ignoredRole = ''

/** What RC012 says of roles in different files. */
export const repeatedRoleMessages = {
  key: 'A role in another file has this key too, and both would have one address. Rename one of them.',
  label: 'A role in another file has this name too, in the same place. Rename one of them.',
}

/** A list of numbers, four bytes each. */
const createColumn = () => {
  let cells = new Int32Array(64)
  return {
    at: (index: number): number => cells[index] ?? 0,
    put: (index: number, value: number): void => {
      if (index >= cells.length) {
        const more = new Int32Array(cells.length * 2)
        more.set(cells)
        cells = more
      }
      cells[index] = value
    },
  }
}

/** A copy that does not keep the text alive from which the string was cut. */
const compact = (text: string): string => {
  const longer = ` ${text}`
  longer.charCodeAt(0)
  return longer.slice(1)
}

/** What roles are called. Those with one name form a ring, so that each finds the others. */
const createNames = () => {
  const newest = new Map<string, Map<string, number>>()
  const [file, line, start, end, next] = [
    createColumn(),
    createColumn(),
    createColumn(),
    createColumn(),
    createColumn(),
  ]
  let count = 0

  const ring = function* (from: number): Generator<number> {
    yield from
    for (let other = next.at(from); other !== from; other = next.at(other)) yield other
  }

  return {
    add: (space: string, name: string, fileIndex: number, range: Range): void => {
      let names = newest.get(space)
      if (!names) newest.set(compact(space), (names = new Map()))
      const other = names.get(name)
      file.put(count, fileIndex)
      line.put(count, range.start.line)
      start.put(count, range.start.character)
      end.put(count, range.end.character)
      next.put(count, other === undefined ? count : next.at(other))
      if (other === undefined) names.set(compact(name), count)
      else next.put(other, count)
      count += 1
    },
    count: (): number => count,
    find: (space: string, name: string): number | null => newest.get(space)?.get(name) ?? null,
    fileOf: (entry: number): number => file.at(entry),
    rangeOf: (entry: number): Range => ({
      start: { line: line.at(entry), character: start.at(entry) },
      end: { line: line.at(entry), character: end.at(entry) },
    }),
    /** Some of the entries with the name of this one that stand in other files. */
    others: (entry: number, fileIndex: number): readonly number[] => {
      const found: number[] = []
      for (const other of ring(entry)) {
        if (file.at(other) !== fileIndex) found.push(other)
        if (found.length === maximumRelated) break
      }
      return found.sort((one, another) => one - another)
    },
  }
}

type Names = ReturnType<typeof createNames>

/** What a role claims for itself: its key as part of an address, its name or slug in its place. */
type Claim = {
  readonly kind: 'key' | 'label'
  readonly space: string
  readonly name: string
  readonly range: () => Range
}

const claimsOf = (document: RoleDocument, site: RoleSite): readonly Claim[] => {
  const { key, place, label } = identityOf(site)
  const { type } = site.role
  const claims: Claim[] = [{ kind: 'key', space: type, name: key, range: () => spanRange(keySpan(document, site)) }]
  if (place === null || label === null || !site.type) return claims
  const path = [site.type.label]
  claims.push({ kind: 'label', space: `${type}\n${place}`, name: label, range: () => rangeOf(document, site, path) })
  return claims
}

export const createRoleIndex = (): RoleIndex => {
  const names: Readonly<Record<Claim['kind'], Names>> = { key: createNames(), label: createNames() }
  const files: string[] = []
  const roles: Readonly<Record<Claim['kind'], string[]>> = { key: [], label: [] }

  const problem = (
    kind: Claim['kind'],
    others: readonly number[],
    file: string,
    range: Range,
    role: string,
  ): LocatedProblem => ({
    code: 'RC012',
    severity: 'error',
    message: repeatedRoleMessages[kind],
    suggestions: [],
    file,
    range,
    role,
    related: others.map((other) => ({
      file: files[names[kind].fileOf(other)] ?? '',
      range: names[kind].rangeOf(other),
      message: 'The other role.',
    })),
  })

  const problemsOfKind = (kind: Claim['kind']): readonly LocatedProblem[] =>
    roles[kind].flatMap((role, entry) => {
      const file = names[kind].fileOf(entry)
      const others = role === ignoredRole ? [] : names[kind].others(entry, file)
      return others.length === 0 ? [] : [problem(kind, others, files[file] ?? '', names[kind].rangeOf(entry), role)]
    })

  return {
    add: (document) => {
      const file = files.push(document.source.file) - 1
      for (const site of document.roles) {
        const role = compact(site.role.key ?? '')
        for (const { kind, space, name, range } of claimsOf(document, site)) {
          const place = range()
          names[kind].add(space, name, file, place)
          roles[kind].push(isIgnored(document, 'RC012', place.start.line) ? ignoredRole : role)
        }
      }
    },
    problems: () => [...problemsOfKind('key'), ...problemsOfKind('label')],
    problemsOf: (document) => {
      const own = files.indexOf(document.source.file)
      return document.roles.flatMap((site) =>
        claimsOf(document, site).flatMap(({ kind, space, name, range }) => {
          const entry = names[kind].find(space, name)
          const others = entry === null ? [] : names[kind].others(entry, own)
          if (others.length === 0) return []
          const place = range()
          if (isIgnored(document, 'RC012', place.start.line)) return []
          return [problem(kind, others, document.source.file, place, site.role.key ?? '')]
        }),
      )
    },
  }
}
