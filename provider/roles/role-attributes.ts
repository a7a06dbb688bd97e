/** Where things stand in the object of a role's resource. */

import type { Attributes } from '@rolecall/shared/model/attribute.js'
import { oncePer } from '@rolecall/shared/model/once-per.js'
import { grantingNames } from '@rolecall/shared/model/permission-places.js'
import type { AttributeValues, RoleType } from '@rolecall/shared/model/role.js'
import type { ParentId } from '../platforms/role-api.js'
import { same } from './canonical.js'

const pick = (attributes: Attributes, wanted: (presence: string) => boolean): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, { presence }]) => wanted(presence)))

/** What a platform tells of a role. The blast radius has rules of its own. */
export const storedOf = oncePer(
  ({ attributes }: RoleType): Attributes =>
    Object.fromEntries(Object.entries(attributes).filter(([name]) => name !== 'blast_radius')),
)

/** What users may set: all that is sent to a platform. */
export const inputsOf = oncePer(
  ({ attributes }: RoleType): Attributes => pick(attributes, (presence) => presence !== 'computed'),
)

/** The attributes whose change makes a new role. */
export const replacingOf = oncePer(
  ({ attributes }: RoleType): Attributes =>
    Object.fromEntries(Object.entries(attributes).filter(([, { replace }]) => replace !== undefined)),
)

/** The attributes that say which role it is to people: its name or slug, and what holds it. */
export const placeOf = oncePer(
  ({ attributes, label, parent }: RoleType): Attributes =>
    Object.fromEntries(Object.entries(attributes).filter(([name]) => name === label || name === parent?.attribute)),
)

/** The values of the attributes that users may set. */
export const inputValues = (role: AttributeValues, roleType: RoleType): AttributeValues =>
  Object.fromEntries(Object.keys(inputsOf(roleType)).map((name) => [name, role[name] ?? null]))

const text = (value: AttributeValues[string] | undefined): string | null => (typeof value === 'string' ? value : null)

export const labelOf = (role: AttributeValues, { label }: RoleType): string => text(role[label]) ?? ''

/** What stands in the API's paths. */
export const roleIdOf = (role: AttributeValues, { pathId }: RoleType): string => text(role[pathId]) ?? ''

/** The organization, team or tenant of a role that exists. */
export const parentOf = (role: AttributeValues, { parent }: RoleType): ParentId =>
  parent === null ? null : text(role[parent.attribute])

/** The attributes that say what a role grants: the permissions, and the scope they count in. */
export const grantingOf = oncePer((roleType: RoleType): Attributes => {
  const names = grantingNames(roleType)
  return Object.fromEntries(Object.entries(storedOf(roleType)).filter(([name]) => names.has(name)))
})

/** Whether two roles mean the same in these attributes. */
export const sameIn = (attributes: Attributes, a: AttributeValues, b: AttributeValues): boolean =>
  Object.entries(attributes).every(([name, attribute]) => same(a[name] ?? null, b[name] ?? null, attribute))
