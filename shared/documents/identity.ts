/** What makes two roles the same one: the key by its address, the name or slug by its parent. */
import type { Claim } from '../model/claim.js'
import type { ReservedValue, RoleSite } from './document.js'

/** What tells a role from others. */
export type Identifiable = Pick<RoleSite, 'role' | 'type' | 'partial' | 'module'> & {
  /** Its alias. */
  readonly provider: Pick<ReservedValue, 'text'> | null
}

export type Identity = {
  /** `type`, `key`: the address `rolecall_<type>.<key>`, in code with the module it stands in. */
  readonly key: string
  /** Where names are unique: an organization, a team or a tenant; null where that cannot be seen. */
  readonly parent: string | null
  /** Name or slug. */
  readonly label: string | null
}

const textOf = (site: Identifiable, attribute: string): string | null => {
  const { attributes } = site.role
  const value = Object.hasOwn(attributes, attribute) ? attributes[attribute] : null
  return typeof value === 'string' && value !== '' ? value : null
}

const inModule = ({ module }: Identifiable, name: string): string =>
  module === undefined ? name : `${module}\n${name}`

const isUuid = ({ type }: Identifiable, name: string | null): boolean => {
  const attribute = name === null ? undefined : type?.attributes[name]?.type
  return attribute?.kind === 'string' && attribute.uuid === true
}

const parentOf = (site: Identifiable): string | null => {
  const attribute = site.type?.parent?.attribute ?? null
  const named = attribute === null ? null : textOf(site, attribute)
  if (named !== null) return `=${isUuid(site, attribute) ? named.toLowerCase() : named}`
  // Without one in the role it is that of the provider configuration.
  return site.partial ? null : `$${inModule(site, site.provider?.text ?? '')}`
}

export const identityOf = (site: Identifiable): Identity => ({
  key: inModule(site, site.role.key ?? ''),
  parent: parentOf(site),
  label: site.type && textOf(site, site.type.label),
})

export const claimsOf = (role: Identifiable): readonly Claim[] => {
  const { key, parent, label } = identityOf(role)
  const { type } = role.role
  const byKey: Claim = { kind: 'key', name: `key\n${type}\n${key}` }
  return parent === null || label === null
    ? [byKey]
    : [byKey, { kind: 'label', name: `label\n${type}\n${parent}\n${label}` }]
}
