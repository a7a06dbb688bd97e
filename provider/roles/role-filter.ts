/** Which roles of a list are wanted. */

import { isPattern } from '@rolecall/shared/catalog/pattern.js'
import { grantedPermissions } from '@rolecall/shared/model/granted.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import type { Diagnostics } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { SchemaAttributes } from '../framework/schema.js'
import type { RemoteRole } from '../platforms/role-api.js'
import type { ValueRecord } from '../value/value.js'
import { plainLabel } from './canonical.js'
import { asText } from './values.js'

export const filterAttributes: SchemaAttributes = {
  name_regex: {
    type: 'string',
    description:
      'A regular expression of JavaScript that some part of the name matches; `(?i)` at its start is for letters of ' +
      'either case. Default: all names.',
    optional: true,
  },
  permission: {
    type: 'string',
    description:
      'A permission that the role grants, word for word. Where the platform’s list does not tell what roles grant, each ' +
      'role that `name_regex` lets through is asked for.',
    optional: true,
  },
}

/** The only flags that can stand before a pattern elsewhere and behind it in JavaScript. */
const leadingFlags = /^\(\?([ims]+)\)/

const compile = (text: string): RegExp => {
  const [prefix = '', flags = ''] = leadingFlags.exec(text) ?? []
  return new RegExp(text.slice(prefix.length), `u${[...new Set(flags)].join('')}`)
}

const reason = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

const regexProblems = (config: ValueRecord): Diagnostics => {
  const text = asText(config['name_regex'])
  if (text === null) return []
  try {
    compile(text)
    return []
  } catch (thrown) {
    const detail = `${reason(thrown)}. It is one of JavaScript, in which a character that means something is escaped, and no other.`
    return [error('name_regex is no regular expression', detail, ['name_regex'])]
  }
}

const permissionProblems = (config: ValueRecord): Diagnostics => {
  const text = asText(config['permission'])
  if (text === null || !isPattern(text)) return []
  const detail = `Roles are looked for by a permission word for word, and ${JSON.stringify(text)} is a pattern. Leave permission out and choose among roles with a for expression.`
  return [error('permission cannot be a pattern', detail, ['permission'])]
}

/** Texts that must not be empty: an empty id would ask for the list in place of a role. */
export const emptyProblems = (config: ValueRecord, names: readonly string[]): Diagnostics =>
  names
    .filter((name) => config[name] === '')
    .map((name) => error(`${name} is empty`, 'Set it to a text that is not empty, or leave it out.', [name]))

export const filterProblems = ({ parent }: RoleType, config: ValueRecord): Diagnostics => [
  ...emptyProblems(config, ['permission', ...(parent ? [parent.attribute] : [])]),
  ...regexProblems(config),
  ...permissionProblems(config),
]

/** The name by which roles are sorted and looked for; a slug where there is no other. */
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
