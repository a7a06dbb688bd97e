/** The TypeScript interface of a role type's attributes, as its construct takes them. */
import type { Attribute, Attributes, AttributeType, PermissionType } from '../model/attribute.js'
import { permissionPlaces, scopeAttribute } from '../model/permission-places.js'
import type { WordOption } from '../model/resource-options.js'
import { isWordOption, resourceOptions, wordOptions } from '../model/resource-options.js'
import type { RoleType } from '../model/role.js'
import { platformOf } from '../platforms/registry.js'
import { camelCase, choices, documented, literals } from './interface-text.js'
import { pascalCase, permissionType } from './permission-types.js'

export type RoleConfig = {
  readonly interfaceName: string
  /** What the constructor takes: a type for each scope, so that the scope chooses the permissions. */
  readonly parameter: string
  /** The interfaces, those of nested objects first. */
  readonly text: string
}

const listOf = (element: string, { kind }: AttributeType): string => {
  if (kind === 'object') return `readonly ${element}[] | cdktf.IResolvable`
  return `readonly ${element.includes(' ') ? `(${element})` : element}[]`
}

const wordOption = (name: WordOption): string =>
  documented(wordOptions[name].description, `${camelCase(name)}?: ${literals(wordOptions[name].words)}`)

/** The attribute whose value chooses the permissions, and what it may be; null where none does. */
const discriminant = (type: RoleType): { readonly name: string; readonly choices: readonly string[] } | null => {
  const [name] = permissionPlaces(type).flatMap((place) => scopeAttribute(place) ?? [])
  const scope = name === undefined ? undefined : type.attributes[name]?.type
  return name !== undefined && scope?.kind === 'string' && scope.allowed
    ? { name, choices: choices(scope.allowed) }
    : null
}

const createWriter = (roleType: RoleType) => {
  const platform = platformOf(roleType)
  const chosen = discriminant(roleType)
  const root = pascalCase(roleType.name)
  const nested: string[] = []

  /** The type parameter stands in the outermost interface alone. */
  const permission = ({ scope }: PermissionType, owner: string): string => {
    if (scope === null || typeof scope === 'string') return permissionType(platform, scope)
    return chosen?.name === scope.attribute && owner === root
      ? `${permissionType(platform, null)}<${pascalCase(chosen.name)}>`
      : permissionType(platform, null)
  }

  const typeOf = (type: AttributeType, owner: string, name: string): string => {
    if (type.kind === 'boolean') return 'boolean | cdktf.IResolvable'
    if (type.kind === 'permission') return permission(type, owner)
    if (type.kind === 'string') return type.allowed ? literals(type.allowed) : 'string'
    if (type.kind !== 'object') return listOf(typeOf(type.element, owner, name), type.element)
    const inner = `${owner}${pascalCase(name)}`
    nested.push(`export interface ${inner} {\n${fieldsOf(type.attributes, inner)}}\n`)
    return inner
  }

  const fieldOf = (name: string, { type, presence, description }: Attribute, owner: string): string => {
    const isChosen = owner === root && name === chosen?.name
    const written = isChosen ? pascalCase(name) : typeOf(type, owner, name)
    return documented(description, `${camelCase(name)}${presence === 'required' ? '' : '?'}: ${written}`)
  }

  const fieldsOf = (attributes: Attributes, owner: string): string =>
    Object.entries(attributes)
      .filter(([, { presence }]) => presence !== 'computed')
      .map(([name, attribute]) => fieldOf(name, attribute, owner))
      .join('')

  return { chosen, fields: fieldsOf(roleType.attributes, root), nested }
}

/** `binding` is the generated interface that has the options of a resource, by the name it is imported as. */
export const roleConfig = (roleType: RoleType, binding: string): RoleConfig => {
  const { chosen, fields, nested } = createWriter(roleType)
  const interfaceName = `${pascalCase(roleType.name)}Config`
  const scopes = chosen?.choices.join(' | ')
  const parameter = chosen && `<${pascalCase(chosen.name)} extends ${scopes} = ${scopes}>`
  const words = resourceOptions.filter(isWordOption)
  const others = resourceOptions.filter((option) => !isWordOption(option)).map((option) => `'${camelCase(option)}'`)
  return {
    interfaceName,
    parameter: chosen?.choices.map((part) => `${interfaceName}<${part}>`).join(' | ') ?? interfaceName,
    text: [
      ...nested,
      `/** ${roleType.title}: its attributes. */`,
      `export interface ${interfaceName}${parameter ?? ''}`,
      `  extends cdktf.TerraformMetaArguments, Pick<${binding}, ${others.join(' | ')}> {`,
      `${fields}${words.map(wordOption).join('')}}\n`,
    ].join('\n'),
  }
}
