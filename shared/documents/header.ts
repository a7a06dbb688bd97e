/** What stands at the top level of a role file besides roles: `version`, `defaults`, `$schema`, `x-*`. */

import { nearestWords } from '../model/similar.js'
import { findRoleType } from '../platforms/registry.js'
import { unknownType } from '../platforms/unknown-type.js'
import type { FormProblem } from '../syntax/form-problem.js'
import { misplaced } from '../syntax/fragment.js'
import type { Entry, MapNode, ScalarNode } from '../syntax/node.js'
import type { Resolver } from '../syntax/view.js'
import { entriesOf, isNull } from '../syntax/view.js'

export type FileHeader = {
  readonly version: ScalarNode | null
  /** By resource type. */
  readonly defaults: ReadonlyMap<string, MapNode>
  readonly problems: readonly FormProblem[]
}

/** A top-level key that holds no roles. */
export const isReservedKey = (key: string): boolean =>
  key === 'version' || key === 'defaults' || key.startsWith('$') || key.startsWith('x-')

/** RC008 for a key that should be a resource type. */
export const typeProblem = (key: ScalarNode, prefix?: string): FormProblem | null =>
  findRoleType(key.text) ? null : misplaced(key, unknownType(key.text, prefix))

const versionProblem = (value: ScalarNode | null, key: ScalarNode): FormProblem | null =>
  value?.style === 'plain' && value.text === '1'
    ? null
    : misplaced(value && value.end > value.start ? value : key, {
        message: 'The version of the role file format is 1.',
        suggestions: ['1'],
      })

const unknownKeyProblem = ({ key }: Entry): FormProblem | null =>
  !key.text.startsWith('$') || key.text === '$schema'
    ? null
    : misplaced(key, {
        message: `\`${key.text}\` means nothing here. The one top-level key with \`$\` is \`$schema\`.`,
      })

const defaultsOf = (
  type: Entry,
  resolver: Resolver,
): { readonly map: MapNode | null; readonly problems: readonly FormProblem[] } => {
  const noType = typeProblem(type.key)
  const map = resolver.follow(type.value)
  if (map === null || map.kind === 'opaque' || (map.kind === 'scalar' && isNull(map))) {
    return { map: null, problems: noType ? [noType] : [] }
  }
  if (map.kind !== 'map') {
    return { map: null, problems: [misplaced(type.key, { message: 'Defaults are a map of attributes.' })] }
  }
  if (noType) return { map: null, problems: [noType] }
  const known = findRoleType(type.key.text)?.attributes ?? {}
  const problems = entriesOf(map, resolver)
    .filter(({ key }) => !Object.hasOwn(known, key.text))
    .map(({ key }) =>
      misplaced(key, {
        message: `\`${type.key.text}\` has no attribute \`${key.text}\`.`,
        suggestions: nearestWords(key.text, Object.keys(known)),
      }),
    )
  return { map, problems }
}

const readDefaults = (
  { key, value }: Entry,
  into: Map<string, MapNode>,
  resolver: Resolver,
): readonly FormProblem[] => {
  const types = resolver.follow(value)
  if (types?.kind === 'map') {
    return entriesOf(types, resolver).flatMap((type) => {
      const { map, problems } = defaultsOf(type, resolver)
      if (map) into.set(type.key.text, map)
      return problems
    })
  }
  if (types === null || types.kind === 'opaque' || (types.kind === 'scalar' && isNull(types))) return []
  return [misplaced(key, { message: '`defaults` is a map of resource types, and below each its attributes.' })]
}

/** Reads the reserved ones among the top-level entries. */
export const readHeader = (entries: readonly Entry[], resolver: Resolver): FileHeader => {
  const defaults = new Map<string, MapNode>()
  const problems: FormProblem[] = []
  let version: ScalarNode | null = null
  for (const entry of entries) {
    const unknownKey = unknownKeyProblem(entry)
    if (unknownKey) problems.push(unknownKey)
    if (entry.key.text === 'defaults') problems.push(...readDefaults(entry, defaults, resolver))
    if (entry.key.text !== 'version') continue
    const value = resolver.follow(entry.value)
    version = value?.kind === 'scalar' ? value : null
    const problem = versionProblem(version, entry.key)
    if (problem) problems.push(problem)
  }
  return { version, defaults, problems }
}
