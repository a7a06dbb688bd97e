/** What each part of a role file says at the top level. */

import { findRoleType } from '../platforms/registry.js'
import type { FormProblem } from '../syntax/form-problem.js'
import { misplaced, unreadable } from '../syntax/fragment.js'
import type { Entry, MapNode, Node } from '../syntax/node.js'
import type { Part } from '../syntax/part.js'
import type { Resolver } from '../syntax/view.js'
import { entriesOf, isNull } from '../syntax/view.js'

/** The entries of a part's own map. */
export const partEntries = ({ fragment }: Part, resolver: Resolver): readonly Entry[] =>
  fragment.root?.kind === 'map' ? entriesOf(fragment.root, resolver) : []

const missingColon: Readonly<Record<Part['kind'], string>> = {
  whole: 'A role file is a map: resource types, and below each its roles by key. Write `key:` here.',
  entry: 'A role file is a map: resource types, and below each its roles by key. Write `key:` here.',
  header: 'A colon is missing after this key.',
  role: 'Below a resource type stand roles: write a role key, a colon, and its attributes below.',
}

/** Whether a map begins where the part does: only then do the parts of a file make one map. */
const isMapPart = ({ fragment, kind }: Part, root: Node): root is MapNode =>
  root.kind === 'map' && (kind === 'whole' || (!root.flow && root.start === fragment.chunk.text.search(/[^ ]/)))

/** What is wrong with the part as a whole. */
export const partProblems = (part: Part): readonly FormProblem[] => {
  const { fragment, kind, outdented } = part
  const { root } = fragment
  if (root === null) return []
  if (!isMapPart(part, root)) {
    if (fragment.broken || root.kind === 'opaque') return []
    const end = root.kind === 'scalar' ? root.end : root.start + 1
    return [unreadable({ chunk: fragment.chunk, start: root.start, end }, { message: missingColon[kind] })]
  }
  const key = root.entries[0]?.key
  if (!outdented || !key) return []
  return [unreadable(key, { message: 'The indentation differs from that of the roles before.', role: key.text })]
}

/** The roles below a resource type, or why there can be none. */
export const sectionRoles = (
  { key, value }: Entry,
  resolver: Resolver,
): { readonly roles: readonly Entry[]; readonly problem: FormProblem | null } => {
  const node = resolver.follow(value)
  if (node?.kind === 'map') return { roles: entriesOf(node, resolver), problem: null }
  if (node === null || node.kind === 'opaque' || (node.kind === 'scalar' && isNull(node)))
    return { roles: [], problem: null }
  // That the key is no resource type is said of the key; what should stand below such a key, nobody can say.
  if (!findRoleType(key.text)) return { roles: [], problem: null }
  if (node.kind === 'scalar') return { roles: [], problem: unreadable(node, { message: missingColon.role }) }
  return { roles: [], problem: misplaced(key, { message: `\`${key.text}\` is a map of roles by key.` }) }
}
