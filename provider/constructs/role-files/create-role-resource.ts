/** The resource of a role of a file, with a property for each attribute of its role type. */
import type { AttributeType } from '@rolecall/shared/model/attribute.js'
import { resourceOptions } from '@rolecall/shared/model/resource-options.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import type { Construct } from '../core.js'
import { Fn } from '../core.js'
import type { ResourceAttributes } from './role-resource.js'
import { RoleResource } from './role-resource.js'

const isValues = (value: unknown): value is ResourceAttributes =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

const camelCase = (name: string): string => name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase())

/** With Terraform's names in place of the bindings', and the other way round. */
const renamed = (value: unknown, type: AttributeType, rename: (name: string) => readonly [string, string]): unknown => {
  if (Array.isArray(value) && (type.kind === 'set' || type.kind === 'list'))
    return value.map((item) => renamed(item, type.element, rename))
  if (type.kind !== 'object' || !isValues(value)) return value
  const names = new Map(Object.keys(type.attributes).map((name) => rename(name)))
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const known = names.get(name) ?? name
      const attribute = type.attributes[known] ?? type.attributes[name]
      return [known, attribute ? renamed(inner, attribute.type, rename) : inner]
    }),
  )
}

const toTerraform = (value: unknown, type: AttributeType): unknown =>
  renamed(value, type, (name) => [camelCase(name), name])

const fromTerraform = (value: unknown, type: AttributeType): unknown =>
  renamed(value, type, (name) => [name, camelCase(name)])

type RoleResourceClass = new (...parameters: ConstructorParameters<typeof RoleResource>) => RoleResource

const tokenOf = (resource: RoleResource, name: string, type: AttributeType | null): unknown => {
  // As the bindings have it: Terraform's functions on lists take no set.
  if (type?.kind === 'set') return Fn.tolist(resource.getListAttribute(name))
  if (type?.kind === 'list') return resource.getListAttribute(name)
  return type?.kind === 'string' ? resource.getStringAttribute(name) : resource.interpolationForAttribute(name)
}

type Property = { readonly name: string; readonly type: AttributeType | null; readonly settable: boolean }

/** Of the attributes, and of what every resource of a role takes beside them. */
const propertiesOf = ({ attributes }: RoleType): readonly Property[] => [
  ...Object.entries(attributes).map(([name, { type, presence }]) => ({
    name,
    type,
    settable: presence !== 'computed',
  })),
  ...resourceOptions.map((name) => ({ name, type: null, settable: true })),
]

const define = (prototype: object, { name, type, settable }: Property): void => {
  const property = camelCase(name)
  if (property in prototype) return
  const get = function (this: RoleResource): unknown {
    return tokenOf(this, name, type)
  }
  const set = function (this: RoleResource, value: unknown): void {
    this.change(name, type ? toTerraform(value, type) : value)
  }
  const getInput = function (this: RoleResource): unknown {
    const value = this.values[name]
    return type ? fromTerraform(value, type) : value
  }
  Object.defineProperty(prototype, property, settable ? { get, set } : { get })
  if (settable) Object.defineProperty(prototype, `${property}Input`, { get: getInput })
}

/** The class for a role type: without properties, a value that an aspect sets would be lost unseen. */
const createClass = (roleType: RoleType): RoleResourceClass => {
  const OfType = class extends RoleResource {}
  for (const property of propertiesOf(roleType)) define(OfType.prototype, property)
  return OfType
}

const classes = new Map<RoleType, RoleResourceClass>()

/** `key`: the last part of the address. */
export const createRoleResource = (
  scope: Construct,
  id: string,
  type: RoleType,
  key: string,
  attributes: ResourceAttributes,
): RoleResource => {
  const OfType = classes.get(type) ?? createClass(type)
  classes.set(type, OfType)
  return new OfType(scope, id, type, key, attributes)
}
