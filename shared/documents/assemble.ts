/** Puts the parts of a role file together. What an edit left alone is taken from the version before. */

import { findRoleType } from '../platforms/registry.js'
import type { Anchors } from '../syntax/anchors.js'
import { changedChunks, findAnchors, mergeProblems } from '../syntax/anchors.js'
import type { FormProblem } from '../syntax/form-problem.js'
import { isBrokenIn, maximumExpansion, repeatedKeyMessage, unreadable } from '../syntax/fragment.js'
import type { Chunk, Entry, MapNode, ScalarNode } from '../syntax/node.js'
import { scalarsIn } from '../syntax/node.js'
import type { Part } from '../syntax/part.js'
import type { Resolver } from '../syntax/view.js'
import { createBlindResolver, createResolver } from '../syntax/view.js'
import { covering } from '../text/covering.js'
import { commentStyles, findIgnores } from '../text/ignore-comments.js'
import type { RoleFileLanguage } from '../text/language.js'
import type { Source } from '../text/source.js'
import type { Span } from '../text/span.js'
import type { BoundRole, Section } from './bind.js'
import { bindRole } from './bind.js'
import type { RoleDocument, RoleSite } from './document.js'
import { isReservedKey, readHeader, typeProblem } from './header.js'
import { claimsOf } from './identity.js'
import { partEntries, partProblems, sectionRoles } from './part.js'

type Defaults = ReadonlyMap<string, MapNode>

/** What the roles of a part came out as, and what that depended on. */
type Bound = {
  readonly defaults: Defaults
  readonly roles: readonly RoleSite[]
  readonly problems: readonly FormProblem[]
  /** How much of the budget for aliases it took. */
  readonly cost: number
}

/** A role file with what is needed to read its next version. */
export type RoleFile = RoleDocument & {
  readonly language: RoleFileLanguage
  /** At the top level. */
  readonly keys: readonly ScalarNode[]
  readonly parts: readonly Part[]
  /** What each part came out as. */
  readonly bound: readonly Bound[]
  readonly anchors: Anchors
  /** The parts were cut by indentation alone, so that a next cut may begin at any of them. */
  readonly regular: boolean
}

export type Assembly = {
  readonly source: Source
  readonly language: RoleFileLanguage
  readonly parts: readonly Part[]
  /** Problems and conflicts that belong to no part, as offsets in the source. */
  readonly problems: readonly (Span & { readonly message: string })[]
  readonly conflicts: readonly Span[]
  readonly regular: boolean
  /** The version before, if it can be used. So many of its first and last parts are these parts' first and last. */
  readonly before: RoleFile | null
  readonly head: number
  readonly tail: number
}

type Sections = (name: string) => Section

const createSections = (defaults: Defaults): Sections => {
  const sections = new Map<string, Section>()
  return (name) => {
    const known = sections.get(name)
    if (known) return known
    const section: Section = { name, type: findRoleType(name), defaults: defaults.get(name) ?? null }
    sections.set(name, section)
    return section
  }
}

type NamedRole = { readonly name: string; readonly entry: Entry }

const rolesOfPart = (
  part: Part,
  resolver: Resolver,
): { readonly roles: readonly NamedRole[]; readonly problems: readonly FormProblem[] } => {
  const entries = partEntries(part, resolver)
  const name = part.section
  if (part.kind === 'header') return { roles: [], problems: [] }
  if (part.kind === 'role' && name !== null) return { roles: entries.map((entry) => ({ name, entry })), problems: [] }
  const sections = entries
    .filter(({ key }) => !isReservedKey(key.text))
    .map((entry) => ({ name: entry.key.text, ...sectionRoles(entry, resolver) }))
  return {
    roles: sections.flatMap((section) => section.roles.map((entry) => ({ name: section.name, entry }))),
    problems: sections.flatMap(({ problem }) => problem ?? []),
  }
}

const exhausted = (key: ScalarNode): FormProblem =>
  unreadable(key, {
    message: `Aliases bring more than ${maximumExpansion} values into this file. Those of this role are not followed.`,
    role: key.text,
  })

/** Binds one role; where its aliases bring too much, without them. */
const bindWithin = (entry: Entry, section: Section, resolver: Resolver, broken: boolean): BoundRole => {
  const before = resolver.budget.left
  const bound = bindRole(entry, section, resolver, broken)
  if (resolver.budget.left >= 0 || resolver.budget.left === before) return bound
  const blind = bindRole(entry, section, createBlindResolver(), broken)
  const partial = { ...blind.site, partial: true }
  return { site: { ...partial, claims: claimsOf(partial) }, problems: [...blind.problems, exhausted(entry.key)] }
}

const bindPart = (part: Part, sections: Sections, defaults: Defaults, resolver: Resolver): Bound => {
  const before = resolver.budget.left
  const { roles, problems } = rolesOfPart(part, resolver)
  const bound = roles.map(({ name, entry }) => {
    const broken = isBrokenIn(part.fragment, entry.key.start, Math.max(entry.key.end, entry.value.end))
    return bindWithin(entry, sections(name), resolver, broken)
  })
  return {
    defaults,
    roles: bound.map(({ site }) => site),
    problems: [
      ...part.fragment.problems,
      ...partProblems(part),
      ...problems,
      ...bound.flatMap((role) => role.problems),
    ],
    cost: before - resolver.budget.left,
  }
}

/** The same map for a type, not changed through an alias. */
const sameDefault = (type: string, before: Defaults, now: Defaults, changed: ReadonlySet<Chunk>): boolean => {
  const map = now.get(type)
  return map === before.get(type) && !(map && changed.has(map.chunk))
}

const sameDefaults = (before: Defaults, now: Defaults, changed: ReadonlySet<Chunk>): boolean =>
  [...before.keys(), ...now.keys()].every((type) => sameDefault(type, before, now, changed))

/** What each part was bound to in the version before, if it is the same part still. */
const createBoundBefore = ({ parts, head, tail }: Assembly, { parts: old, bound }: RoleFile) => {
  const shift = old.length - parts.length
  // Between two edits far from each other most parts are what they were.
  const between = new Map(old.slice(head, old.length - tail).map(({ fragment }, index) => [fragment, head + index]))
  return (part: Part, index: number): Bound | undefined => {
    if (index < head) return bound[index]
    if (index >= parts.length - tail) return bound[index + shift]
    const at = between.get(part.fragment) ?? -1
    const same = old[at]
    return same?.kind === part.kind && same.section === part.section && same.outdented === part.outdented
      ? bound[at]
      : undefined
  }
}

/** Binds all parts, but takes those from the version before that nothing has touched. */
const bindParts = (
  assembly: Assembly,
  read: Defaults,
  anchors: Anchors,
  resolver: Resolver,
): { readonly defaults: Defaults; readonly bound: readonly Bound[] } => {
  const { parts, before } = assembly
  const comparable = before?.anchors.tooMany === anchors.tooMany ? before : null
  const changed = comparable ? changedChunks(parts, comparable.anchors, anchors) : new Set<Chunk>()
  // Mostly the defaults are what they were: then one look at the map tells that of every part.
  const known = comparable?.defaults
  const defaults = known && sameDefaults(known, read, changed) ? known : read
  const sections = createSections(defaults)
  const boundBefore = comparable && createBoundBefore(assembly, comparable)
  const isBoundWith = (bound: Bound, { section }: Part): boolean => {
    if (bound.defaults === defaults) return true
    return section === null
      ? sameDefaults(bound.defaults, defaults, changed)
      : sameDefault(section, bound.defaults, defaults, changed)
  }
  const untouched = (part: Part, index: number): Bound | null => {
    const bound = boundBefore?.(part, index)
    if (!bound || changed.has(part.fragment.chunk) || bound.cost > resolver.budget.left) return null
    return isBoundWith(bound, part) ? bound : null
  }
  const bound = parts.map((part, index) => {
    const kept = untouched(part, index)
    if (!kept) return bindPart(part, sections, defaults, resolver)
    resolver.budget.left -= kept.cost
    return kept
  })
  return { defaults, bound }
}

/** Keys that stand twice across parts; inside one, its fragment has them already. */
const repeatedAcross = (parts: readonly Part[], resolver: Resolver): readonly FormProblem[] => {
  const problems: FormProblem[] = []
  if (parts.length === 1) return problems
  const top = new Set<string>()
  let below = new Set<string>()
  for (const part of parts) {
    const seen = part.kind === 'role' ? below : top
    for (const { key } of partEntries(part, resolver)) {
      const role = part.kind === 'role' ? key.text : null
      if (seen.has(key.text)) problems.push(unreadable(key, { message: repeatedKeyMessage(key.text), role }))
      else seen.add(key.text)
    }
    if (part.kind === 'header') below = new Set()
  }
  return problems
}

// Several times a second this is made anew for thousands of parts: without a pair for each there is less to clear away.
const offsetsOf = (parts: readonly Part[]): ReadonlyMap<Chunk, number> => {
  const offsets = new Map<Chunk, number>()
  for (const { fragment, offset } of parts) offsets.set(fragment.chunk, offset)
  return offsets
}

const placeIn = (source: Source, parts: readonly Part[], text: Chunk): RoleDocument['place'] => {
  let offsets: ReadonlyMap<Chunk, number> | undefined
  return (chunk) => {
    if (chunk === text) return { source, offset: 0 }
    offsets ??= offsetsOf(parts)
    const offset = offsets.get(chunk)
    if (offset === undefined) throw new Error('This is a place in another document, or in another version of this one.')
    return { source, offset }
  }
}

const isTextIn = (parts: readonly Part[]): ((offset: number) => boolean) => {
  // Most texts have no such comment, and then nothing asks.
  const inScalar = lazily(() =>
    covering(
      parts.flatMap(({ fragment: { root }, offset }) =>
        (root ? scalarsIn(root) : []).map(({ start, end }) => ({ start: start + offset, end: end + offset })),
      ),
    ),
  )
  return (offset) => inScalar()(offset)
}

/** Joins lists most of which are empty; several times faster than flatMap over thousands of them. */
const join = <Item>(lists: Iterable<readonly Item[]>): Item[] => {
  const all: Item[] = []
  for (const list of lists) for (const item of list) all.push(item)
  return all
}

/** A value that is made when it is first asked for. */
const lazily = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | null = null
  return () => (made ??= { value: make() }).value
}

export const assemble = (assembly: Assembly): RoleFile => {
  // What is made later must not keep `assembly`: that holds the version before, and so all versions.
  const { source, parts, language, conflicts, regular, problems: loose } = assembly
  const anchors = findAnchors(parts)
  const limited = anchors.tooMany ? createBlindResolver() : createResolver(anchors.bindings, maximumExpansion)
  const top = parts.filter(({ kind }) => kind !== 'role').flatMap((part) => partEntries(part, limited))
  const header = readHeader(top, limited)
  const { defaults, bound } = bindParts(assembly, header.defaults, anchors, limited)
  const text: Chunk = { text: source.text }
  const problems = lazily(() =>
    join([
      loose.map((problem) => unreadable({ chunk: text, ...problem }, problem)),
      anchors.problems,
      mergeProblems(parts, limited),
      header.problems,
      top.map(({ key }) => (isReservedKey(key.text) ? null : typeProblem(key))).filter((problem) => problem !== null),
      repeatedAcross(parts, limited),
      ...bound.map((one) => one.problems),
    ]),
  )
  const ignores = lazily(() => findIgnores(source, commentStyles[language], isTextIn(parts)))
  return {
    source,
    language,
    roles: join(bound.map(({ roles }) => roles)),
    problems,
    ignores,
    version: header.version,
    defaults,
    conflicts,
    place: placeIn(source, parts, text),
    resolver: anchors.tooMany ? createBlindResolver() : createResolver(anchors.bindings),
    keys: top.map(({ key }) => key),
    parts,
    bound,
    anchors,
    regular,
  }
}
