import { expandPermissions } from '@rolecall/shared/catalog/pattern.js'
import type { GrantedList } from '@rolecall/shared/model/granted.js'
import { grantedIn, grantedLists } from '@rolecall/shared/model/granted.js'
import { grantingNames, permissionPlaces } from '@rolecall/shared/model/permission-places.js'
import type { Role, RoleType } from '@rolecall/shared/model/role.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import type { TerraformResource } from './core.js'
import { Construct } from './core.js'
import type { Grants } from './grants.js'
import { isRole } from './is-role.js'
import type { RoleHandle } from './role-files/role-handle.js'
import { roleTypeOf, roleTypeRead } from './role-type-of.js'
import { rulesOf } from './stack/synth-rules.js'
import { roleFromTokens } from './tokens/role-from-tokens.js'
import { writtenAttributes } from './tokens/written-attributes.js'

type Values = { readonly [name: string]: unknown }

const isWhole = ({ value }: GrantedList, seen: number): boolean =>
  value === null || (Array.isArray(value) && value.length === seen)

/** What Terraform may not set to what the stack says. */
const isLeftAlone = ({ lifecycle }: TerraformResource, type: RoleType): boolean => {
  const ignored = lifecycle?.ignoreChanges
  if (ignored === undefined || typeof ignored === 'string') return ignored !== undefined
  const names = grantingNames(type)
  return ignored.some((path) => names.has(path.split(/[.[]/)[0] ?? ''))
}

/** Others may have added to the role. */
const isShared = (attributes: Values): boolean => (attributes['permissions_mode'] ?? 'exact') !== 'exact'

const grantsIn = (resource: TerraformResource, role: Role, type: RoleType): Grants => {
  const catalog = rulesOf(resource).catalogOf(platformOf(type).key)
  const lists = grantedLists(role, type)
  // Of a place that is no map nothing is seen.
  let complete = lists.length === permissionPlaces(type).length && !isLeftAlone(resource, type)
  const permissions = new Set<string>()
  for (const list of lists) {
    const granted = grantedIn(list)
    complete &&= isWhole(list, granted.length)
    const { values } = expandPermissions(
      granted.map(({ value }) => value),
      catalog,
      list.scope,
    )
    for (const value of values) permissions.add(value)
  }
  return { permissions: [...permissions], complete }
}

/**
 * What a role grants, whoever made it: a class of this library, a role file, a plain binding, `cdktf get`. As it is
 * now: what is changed later, by an aspect for one, counts when it is asked again.
 * @throws where the construct is no role; `isRole` tells
 */
export const grantsOf = (given: Construct | RoleHandle): Grants => {
  const role = Construct.isConstruct(given) ? given : given.resource
  const type = roleTypeOf(role)
  if (type === null || !isRole(role)) {
    if (roleTypeRead(role) !== null) return { permissions: [], complete: false }
    throw new Error(
      `${role.node.path} is not a role, so it grants nothing. \`isRole\` tells roles from other constructs.`,
    )
  }
  const attributes = writtenAttributes(role)
  // It has moved to another resource of the stack, which grants it.
  if (attributes === null) return { permissions: [], complete: true }
  const { permissions, complete } = grantsIn(role, roleFromTokens(type, role.node.id, attributes).role, type)
  return { permissions, complete: complete && !isShared(attributes) }
}
