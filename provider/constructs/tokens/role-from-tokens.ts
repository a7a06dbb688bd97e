/** A role as the rules see it, from attributes in which anything may be a token of the core. */

import type { Attribute, AttributeType } from '@rolecall/shared/model/attribute.js'
import { isPermissionList } from '@rolecall/shared/model/permission-places.js'
import type { Problem } from '@rolecall/shared/model/problem.js'
import type { AttributeValue, Path, Role, RoleType } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import { problem } from '@rolecall/shared/rules/problem.js'
import { wrongAttribute } from '@rolecall/shared/rules/wrong-attribute.js'
import { Token } from '../core.js'
import { halfKnownPermission, unexpandedPattern } from './known-later.js'
import { isLiteral } from './literal.js'
import { isSpreadList, joinedItems } from './token-lists.js'

type Values = { readonly [name: string]: unknown }

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const spreadMessage =
  'A list that is not known yet cannot be spread into another one. Put them together with `Fn.concat`.'

const typeBelow = (type: AttributeType | null, name: string): AttributeType | null => {
  const attributes: { readonly [name: string]: Attribute } = type?.kind === 'object' ? type.attributes : {}
  return Object.hasOwn(attributes, name) ? (attributes[name]?.type ?? null) : null
}

const elementOf = (type: AttributeType | null): AttributeType | null =>
  type?.kind === 'set' || type?.kind === 'list' ? type.element : null

export const roleFromTokens = (
  roleType: RoleType,
  key: string,
  values: Values,
  /** Attributes that go into the stack as they are, so that no pattern in them is expanded. */
  asWritten: readonly string[] = [],
): { readonly role: Role; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const platform = platformOf(roleType)

  const valueOf = (value: unknown, path: Path, type: AttributeType | null): AttributeValue => {
    if (value === null || value === undefined) return null
    if (isLiteral(value)) return value
    const joined = joinedItems(value)
    if (joined) return unexpandedList(joined, path, type)
    if (Array.isArray(value)) return listOf(value, path, type)
    if (isSpreadList(value)) return unknown
    if (Token.isUnresolved(value)) return tokenOf(value, path, type)
    if (isValues(value)) return valuesOf(value, path, type)
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : unknown
  }

  const tokenOf = (value: unknown, path: Path, type: AttributeType | null): AttributeValue => {
    const wrong =
      type?.kind === 'permission' && typeof value === 'string' ? halfKnownPermission(value, path, platform) : null
    if (wrong) problems.push(wrong)
    return unknown
  }

  const listOf = (items: readonly unknown[], path: Path, type: AttributeType | null): AttributeValue => {
    if (items.length > 1 && items.some(isSpreadList)) problems.push(problem(wrongAttribute, path, spreadMessage))
    if (items.every(isLiteral) && !asWritten.includes(String(path[0]))) return items
    if (Token.isUnresolved(items)) return unknown
    return asWritten.includes(String(path[0]))
      ? unexpandedList(items, path, type)
      : items.map((item, index) => valueOf(item, [...path, index], elementOf(type)))
  }

  /** What Terraform puts together, for one, is never expanded by us. */
  const unexpandedList = (items: readonly unknown[], path: Path, type: AttributeType | null): AttributeValue =>
    items.map((item, index) => {
      const at = [...path, index]
      const value = valueOf(item, at, elementOf(type))
      const wrong = isPermissionList(type) && typeof value === 'string' ? unexpandedPattern(value, at, platform) : null
      if (!wrong) return value
      problems.push(wrong)
      return unknown
    })

  const valuesOf = (
    from: Values,
    path: Path,
    type: AttributeType | null,
  ): { readonly [name: string]: AttributeValue } =>
    Object.fromEntries(
      Object.entries(from)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, valueOf(value, [...path, name], typeBelow(type, name))]),
    )

  const attributes = valuesOf(values, [], { kind: 'object', attributes: roleType.attributes })
  return { role: { type: roleType.name, key, attributes }, problems }
}
