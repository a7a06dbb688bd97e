/** The TypeScript interfaces of the provider block, as its construct takes it: where only some words may stand, a union. */
import { camelCase, documented, literals } from '@rolecall/shared/schema/interface-text.js'
import { pascalCase } from '@rolecall/shared/schema/permission-types.js'
import type { SchemaAttribute, SchemaAttributes } from '../framework/schema.js'
import { isNested } from '../framework/schema.js'
import { rolecallProvider } from '../roles/provider.js'
import type { Type } from '../value/type.js'

const typeText = (type: Type, { words, keys }: Pick<SchemaAttribute, 'words' | 'keys'>): string => {
  if (type === 'bool') return 'boolean | cdktf.IResolvable'
  if (type === 'number') return 'number'
  if (type === 'string') return words ? literals(words) : 'string'
  if (typeof type !== 'object' || !('element' in type)) throw new Error('The provider block has a type of a new kind.')
  const element = typeText(type.element, words ? { words } : {})
  if (type.kind !== 'map') return `readonly ${words ? `(${element})` : element}[]`
  const key = keys ? `Key in ${keys.map((one) => JSON.stringify(one)).join(' | ')}` : 'key: string'
  return `{ readonly [${key}]${keys ? '?' : ''}: ${element} }`
}

/** Those of nested objects first. */
const interfacesOf = (name: string, attributes: SchemaAttributes, more = ''): readonly string[] => {
  const inner = (attribute: string): string => `${name.replace(/Config$/, '')}${pascalCase(attribute)}`
  const nested = Object.entries(attributes).flatMap(([attribute, { type }]) =>
    isNested(type) ? interfacesOf(inner(attribute), type.attributes) : [],
  )
  const members = Object.entries(attributes).map(([attribute, { description, type, ...said }]) =>
    documented(description, `${camelCase(attribute)}?: ${isNested(type) ? inner(attribute) : typeText(type, said)}`),
  )
  return [...nested, `export interface ${name} {\n${members.join('')}${more}}\n`]
}

const alias = documented(
  'Tells the blocks of a stack apart. One without it serves the roles that name none.',
  'alias?: string',
)

/** `className`: of the construct. */
export const providerConfig = (className: string): string =>
  interfacesOf(`${className}Config`, rolecallProvider.schema.attributes, alias).join('\n')
