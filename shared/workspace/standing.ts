/**
 * Which files of our name are ours. `*.roles.yaml` is a name that others give too, to a part of a
 * docker-compose file for one, so what is in a file decides; and one typo must not take its roles out of the check.
 */

import type { RoleFile } from '../documents/assemble.js'
import { nearestWords } from '../model/similar.js'
import { oneOf, quote } from '../model/wording.js'
import { findRoleType, roleTypes } from '../platforms/registry.js'
import { unreadableFile } from '../rules/unreadable-file.js'
import { misplaced } from '../syntax/fragment.js'
import type { ScalarNode } from '../syntax/node.js'
import { isNull } from '../syntax/view.js'

/** `silent`: nothing in it says whose it is, and nothing is wrong with that. */
export type Standing = 'ours' | 'silent' | 'foreign'

const names = roleTypes.map(({ name }) => name)

const near = ({ text }: ScalarNode): readonly string[] => nearestWords(text, names)

const isNear = (key: ScalarNode): boolean => near(key).length > 0

/** Keys that many formats have. */
const isCommon = ({ text }: ScalarNode): boolean =>
  text === 'version' || text === 'defaults' || text === '$schema' || text.startsWith('x-')

/** In JSON a key may stand anywhere in its line. */
const typeLines = {
  yaml: new RegExp(`^\\uFEFF?["']?(?:${names.join('|')})(?![\\w-])`, 'm'),
  json: new RegExp(`^\\uFEFF?[\\s{,]*"(?:${names.join('|')})"`, 'm'),
}

const isTree = ({ parts, problems }: RoleFile): boolean =>
  parts.every(
    ({ fragment: { root } }) => root === null || root.kind === 'map' || (root.kind === 'scalar' && isNull(root)),
  ) && !problems().some(({ code }) => code === unreadableFile.code)

const hasTypeLine = ({ language, source }: RoleFile): boolean =>
  typeLines[language === 'yaml' ? 'yaml' : 'json'].test(source.text)

export const standingOf = (file: RoleFile): Standing => {
  const { keys, version, defaults } = file
  // Defaults of a role type are as plain a sign as roles of it.
  if (defaults.size > 0 || keys.some(({ text }) => findRoleType(text) !== null)) return 'ours'
  if (version?.text === '1' && keys.some(isNear)) return 'ours'
  if (!isTree(file)) return hasTypeLine(file) ? 'ours' : 'foreign'
  return keys.every(isCommon) ? 'silent' : 'foreign'
}

const hintOf = (key: ScalarNode) =>
  misplaced(key, {
    message: `Without a resource type this is not taken for a role file. Did you mean ${oneOf(near(key))} by ${quote(key.text)}?`,
    suggestions: near(key),
  })

const nothing: readonly never[] = []

/** A file as it counts. `isKnown`: something else says that it is ours, and then every key in it is judged. */
export const counted = (file: RoleFile, isKnown: boolean): RoleFile => {
  const standing = isKnown ? 'ours' : standingOf(file)
  if (standing === 'ours') return file
  const key = standing === 'foreign' ? file.keys.find(isNear) : undefined
  const problems = key ? [hintOf(key)] : nothing
  return {
    ...file,
    roles: nothing,
    problems: () => problems,
    ...(!key && { ignores: () => nothing }),
    standing,
  }
}
