/** Which roles of a list are wanted. */

import { isPattern } from '@rolecall/shared/catalog/pattern.js'
import { grantedPermissions } from '@rolecall/shared/model/granted.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import type { Diagnostics } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { RemoteRole } from '../platforms/role-api.js'
import type { ValueRecord } from '../value/value.js'
import { plainLabel } from './canonical.js'
import { asText } from './values.js'

const compile = (text: string): RegExp => new RegExp(text, 'u')

const regexProblems = (config: ValueRecord): Diagnostics => {
  const text = asText(config['name_regex'])
  if (text === null) return []
  try {
    compile(text)
    return []
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    return [error('name_regex is no regular expression', `${reason}. It is one of JavaScript.`, ['name_regex'])]
  }
}

const permissionProblems = (config: ValueRecord): Diagnostics => {
  const text = asText(config['permission'])
  if (text === null || !isPattern(text)) return []
  const detail = `${JSON.stringify(text)} is a pattern, and roles are found by a permission word for word.`
  return [error('permission cannot be a pattern', detail, ['permission'])]
}

const emptyProblems = (config: ValueRecord, names: readonly string[]): Diagnostics =>
  names
    .filter((name) => config[name] === '')
    .map((name) => error(`${name} is empty`, 'Leave it out, or set it to a value.', [name]))

export const filterProblems = ({ parent }: RoleType, config: ValueRecord): Diagnostics => [
  ...emptyProblems(config, ['permission', ...(parent ? [parent.attribute] : [])]),
  ...regexProblems(config),
  ...permissionProblems(config),
]

/** The name by which roles are looked for; a slug where there is no other. */
export const nameOf = ({ attributes, id }: RemoteRole, { label }: RoleType): string => {
  const name = attributes['name'] ?? attributes[label]
  return typeof name === 'string' ? plainLabel(name) : id
}

export const namedLike = (roleType: RoleType, config: ValueRecord): ((role: RemoteRole) => boolean) => {
  const text = asText(config['name_regex'])
  if (text === null) return () => true
  const wanted = compile(text)
  return (role) => wanted.test(nameOf(role, roleType))
}

export const granting = (roleType: RoleType, config: ValueRecord): ((role: RemoteRole) => boolean) => {
  const wanted = asText(config['permission'])
  if (wanted === null) return () => true
  return ({ attributes }) =>
    grantedPermissions({ type: roleType.name, key: null, attributes }, roleType).some(({ value }) => value === wanted)
}
