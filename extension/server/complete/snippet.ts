/** Text with places to fill in, for clients that have them and for those that do not. */
import type { Attribute, Attributes, AttributeType } from '@rolecall/shared/model/attribute.js'
import { isPermissionList } from '@rolecall/shared/model/permission-places.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import { textFromKey } from '@rolecall/shared/model/role-key.js'

/** Counts the places of one snippet. */
export type Places = {
  /** A place with a text that is replaced when one types. */
  readonly fill: (text: string) => string
  readonly choose: (options: readonly string[]) => string
}

export const createPlaces = (snippets: boolean): Places => {
  let count = 0
  const next = (): number => (count += 1)
  const escape = (text: string): string => text.replace(/[$}\\]/g, '\\$&')
  return {
    fill: (text) => (snippets ? `\${${next()}${text === '' ? '' : `:${escape(text)}`}}` : text),
    choose: (options) =>
      snippets
        ? `\${${next()}|${options.map((one) => one.replace(/[$},|\\]/g, '\\$&')).join(',')}|}`
        : (options[0] ?? ''),
  }
}

export type SnippetFormat = {
  readonly json: boolean
  /** In brackets on one line. */
  readonly flow: boolean
}

const quoted = (text: string, json: boolean): string => (json ? `"${text}"` : text)

const isMany = (type: AttributeType): type is Extract<AttributeType, { kind: 'set' | 'list' }> =>
  type.kind === 'set' || type.kind === 'list'

const isWritten = ({ presence }: Attribute): boolean => presence === 'required'

const isSimple = ({ type }: Attribute): boolean => !isMany(type) && type.kind !== 'object'

/**
 * What has to be written; where nothing has to, the lists of permissions. Lists come last: what is
 * offered in them depends on the scope, and in them one goes on.
 */
const writtenAttributes = (attributes: Attributes): readonly (readonly [string, Attribute])[] => {
  const entries = Object.entries(attributes)
  const required = entries.filter(([, attribute]) => isWritten(attribute))
  if (required.length === 0) return entries.filter(([, { type }]) => isPermissionList(type))
  return [...required.filter(([, one]) => isSimple(one)), ...required.filter(([, one]) => !isSimple(one))]
}

/** The key of a role as it is first written. */
const exampleKey = 'viewer'

/** The value of an attribute as it is first written, from behind its colon on. `indent`: of the attribute's key. */
export const valueText = (
  name: string,
  type: AttributeType,
  indent: string,
  places: Places,
  format: SnippetFormat,
): string => {
  const { json, flow } = format
  if (type.kind === 'boolean') return ` ${places.choose(['true', 'false'])}`
  if (type.kind === 'string' && type.allowed) return ` ${quoted(places.choose(type.allowed), json)}`
  if (type.kind === 'string' || type.kind === 'permission')
    return ` ${quoted(places.fill(textFromKey(name, exampleKey)), json)}`
  if (isMany(type)) {
    if (flow) return ` [${places.fill('')}]`
    // Of an object the first attribute stands behind the dash.
    const item =
      type.element.kind === 'object'
        ? valueText(name, type.element, `${indent}  `, places, format).trimStart()
        : places.fill('')
    return `\n${indent}  - ${item}`
  }
  if (flow) return ` { ${places.fill('')} }`
  return writtenAttributes(type.attributes)
    .map(
      ([inner, attribute]) =>
        `\n${indent}  ${inner}:${valueText(inner, attribute.type, `${indent}  `, places, format)}`,
    )
    .join('')
}

const jsonValue = (name: string, type: AttributeType, indent: string, places: Places): string => {
  if (isMany(type)) return ` [${places.fill('')}]`
  if (type.kind !== 'object') return valueText(name, type, indent, places, { json: true, flow: true })
  const inner = writtenAttributes(type.attributes).map(
    ([key, attribute]) => `\n${indent}  "${key}":${jsonValue(key, attribute.type, `${indent}  `, places)}`,
  )
  return ` {${inner.join(',')}\n${indent}}`
}

/** A whole role, from its key on. */
export const roleSnippet = (role: RoleType, indent: string, places: Places, format: SnippetFormat): string => {
  const inner = `${indent}  `
  // The key is the first place, so it is asked for before the others.
  const key = places.fill(exampleKey)
  const attributes = writtenAttributes(role.attributes)
  if (format.json) {
    const lines = attributes.map(([name, { type }]) => `\n${inner}"${name}":${jsonValue(name, type, inner, places)}`)
    return `"${key}": {${lines.join(',')}\n${indent}}`
  }
  const lines = attributes.map(
    ([name, { type }]) => `\n${inner}${name}:${valueText(name, type, inner, places, format)}`,
  )
  return `${key}:${lines.join('')}`
}
