import type { Attributes } from '../model/attribute.js'
import type { AttributeValue, AttributeValues, RoleType } from '../model/role.js'
import { isRoleKey } from '../model/role-key.js'
import { unknown } from '../model/unknown.js'
import type { FormProblem } from '../syntax/form-problem.js'
import { misplaced } from '../syntax/fragment.js'
import type { Entry, MapNode, Node, ScalarNode } from '../syntax/node.js'
import type { Resolver } from '../syntax/view.js'
import { entriesOf, isNull } from '../syntax/view.js'
import { valuesOf } from './attributes.js'
import type { ReservedValue, RoleSite } from './document.js'
import { claimsOf } from './identity.js'

export type BoundRole = { readonly site: RoleSite; readonly problems: readonly FormProblem[] }

export type Section = {
  readonly name: string
  readonly type: RoleType | null
  readonly defaults: MapNode | null
}

const reservedKeys = ['$import', '$moved_from', '$provider'] as const

type ReservedKey = (typeof reservedKeys)[number]

const containsUnknown = (value: AttributeValue): boolean => {
  if (value === unknown) return true
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some(containsUnknown)
}

const isReserved = ({ key }: Entry): boolean => key.text.startsWith('$')

const keyProblem = (key: ScalarNode): FormProblem | null => {
  if (isRoleKey(key.text)) return null
  const fixed = key.text.replace(/[^A-Za-z0-9_-]/g, '_').replace(/^(?=[^A-Za-z_])/, '_')
  return misplaced(key, {
    message: 'A role key is a letter or `_`, then letters, digits, `_` and `-`, because it becomes part of an address.',
    suggestions: isRoleKey(fixed) ? [fixed] : [],
    role: key.text,
  })
}

const reservedProblem = ({ key, value }: Entry, role: string, resolver: Resolver): FormProblem | null => {
  if (!reservedKeys.some((known) => known === key.text)) {
    return misplaced(key, {
      message: `\`${key.text}\` means nothing in a role. Keys that start with \`$\` are ${reservedKeys.join(', ')}.`,
      suggestions: reservedKeys.filter((known) => known.startsWith(key.text)),
      role,
    })
  }
  const node = resolver.follow(value)
  if (node === null || node.kind === 'opaque') return null
  if (node.kind !== 'scalar' || isNull(node) || node.text === '')
    return misplaced(key, { message: `\`${key.text}\` takes one string that is not empty.`, role })
  if (key.text !== '$moved_from' || node.text !== role) return null
  return misplaced(key, {
    message: '`$moved_from` names the key that the role has. Name the one it had before, or remove this.',
    role,
  })
}

const reservedValue = (entries: readonly Entry[], key: ReservedKey, resolver: Resolver): ReservedValue | null => {
  const value = entries.findLast((entry) => entry.key.text === key)?.value
  const node = value && resolver.follow(value)
  return node?.kind === 'scalar' && !isNull(node) ? { text: node.text, node } : null
}

const withDefaults = (
  own: readonly Entry[],
  defaults: MapNode | null,
  attributes: Attributes | null,
  resolver: Resolver,
): readonly Entry[] => {
  if (!defaults || !attributes) return own
  const lacking = entriesOf(defaults, resolver).filter(
    ({ key }) => Object.hasOwn(attributes, key.text) && !own.some((entry) => entry.key.text === key.text),
  )
  return [...own, ...lacking]
}

/** The map of a role's attributes; null where something else stands there. */
const roleMap = (value: Node, resolver: Resolver): MapNode | null => {
  const node = resolver.follow(value)
  return node?.kind === 'map' ? node : null
}

const shapeProblem = (value: Node, key: ScalarNode, resolver: Resolver): FormProblem | null => {
  const node = resolver.follow(value)
  if (node === null || node.kind === 'map' || node.kind === 'opaque') return null
  if (node.kind === 'scalar' && isNull(node)) return null
  return misplaced(key, { message: 'A role is a map of attributes, such as `name: Viewer`.', role: key.text })
}

/** Reads `key: { … }` below a resource type. `broken`: the text around it is not well formed. */
export const bindRole = ({ key, value }: Entry, section: Section, resolver: Resolver, broken: boolean): BoundRole => {
  const shape = shapeProblem(value, key, resolver)
  const map = roleMap(value, resolver)
  const entries = map ? entriesOf(map, resolver) : []
  const hasReserved = entries.some(isReserved)
  const own = hasReserved ? entries.filter((entry) => !isReserved(entry)) : entries
  const reserved = hasReserved ? entries.filter(isReserved) : []
  const known = section.type?.attributes ?? null
  const attributes: AttributeValues = valuesOf(withDefaults(own, section.defaults, known, resolver), known, resolver)
  const problems = [
    keyProblem(key),
    shape,
    ...reserved.map((entry) => reservedProblem(entry, key.text, resolver)),
  ].filter((problem) => problem !== null)
  const identity = {
    role: { type: section.name, key: key.text, attributes },
    type: section.type,
    partial: broken || shape !== null || containsUnknown(attributes),
    provider: reservedValue(reserved, '$provider', resolver),
  }
  // Written out: a spread here leaves V8 with garbage that only a full collection takes, for every role.
  const site: RoleSite = {
    role: identity.role,
    type: section.type,
    chunk: key.chunk,
    key,
    value,
    defaults: section.defaults,
    partial: identity.partial,
    blind: resolver.blind,
    import: reservedValue(reserved, '$import', resolver),
    movedFrom: reservedValue(reserved, '$moved_from', resolver),
    provider: identity.provider,
    claims: claimsOf(identity),
  }
  return { site, problems }
}
