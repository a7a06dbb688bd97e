/** A role as the rules see it, from attributes in which anything may be a token of the core. */
import type { Problem } from '@rolecall/shared/model/problem.js'
import type { AttributeValue, Path, Role } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { problem } from '@rolecall/shared/rules/problem.js'
import { wrongAttribute } from '@rolecall/shared/rules/wrong-attribute.js'
import type { TerraformResource } from './core.js'
import { Token } from './core.js'

type Values = { readonly [name: string]: unknown }

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A list token that was spread into a list; the core fails on it later, in words that help nobody. */
const isSpreadList = (item: unknown): boolean => typeof item === 'string' && item.startsWith('#{TfToken[')

const spreadMessage =
  'A list that is not known yet cannot be spread into another one. Put them together with `Fn.concat`.'

export const roleFromTokens = (
  { node }: TerraformResource,
  type: string,
  values: Values,
): { readonly role: Role; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []

  const valueOf = (value: unknown, path: Path): AttributeValue => {
    if (value === null || value === undefined) return null
    if (Array.isArray(value)) return listOf(value, path)
    if (Token.isUnresolved(value)) return unknown
    if (isValues(value)) return valuesOf(value, path)
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : unknown
  }

  const listOf = (items: readonly unknown[], path: Path): AttributeValue => {
    if (items.length > 1 && items.some(isSpreadList)) problems.push(problem(wrongAttribute, path, spreadMessage))
    if (Token.isUnresolved(items) || items.some(isSpreadList)) return unknown
    return items.map((item, index) => valueOf(item, [...path, index]))
  }

  const valuesOf = (from: Values, path: Path): { readonly [name: string]: AttributeValue } =>
    Object.fromEntries(
      Object.entries(from)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, valueOf(value, [...path, name])]),
    )

  return { role: { type, key: node.id, attributes: valuesOf(values, []) }, problems }
}
