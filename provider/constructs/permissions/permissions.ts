import { platformOf, platforms } from '@rolecall/shared/platforms/registry.js'
import type { PlatformKey } from '../bindings/catalog.js'
import { Construct, Token } from '../core.js'
import { grantsOf } from '../grants-of.js'
import type { RoleHandle } from '../role-files/role-handle.js'
import { roleTypeOf, roleTypeRead } from '../role-type-of.js'
import { createPermissionList } from './create-permission-list.js'
import { catalogHere, expanded, matchedAnywhere, matchedIn } from './matched-permissions.js'
import type { PermissionList } from './permission-list.js'

/** A role of the stack or of a role file, one or a template that a data source has read, or a list. */
export type PermissionOrigin = Construct | RoleHandle | { readonly permissions: readonly string[] } | readonly string[]

export interface PermissionSource {
  /**
   * The permissions that a pattern stands for: a segment `*` is one segment, a final `**` one or more.
   * @throws RC010 where it stands for none
   * @example
   * permissions.matching('deployment.**').without('deployment.**.delete').atMost('medium')
   */
  matching(pattern: string): PermissionList
  /** The permissions of another role, as it is now, or of a template. What only Terraform knows stays a token. */
  from(origin: PermissionOrigin): PermissionList
}

const isList = (value: unknown): value is readonly string[] => Array.isArray(value)

/** What a role of the stack grants; the token where that is not known, and it has but one list. */
const ofRole = (role: Construct): readonly string[] => {
  const { permissions: known, complete } = grantsOf(role)
  if (complete) return known
  const { permissionsInput, permissions: given } = role as { permissionsInput?: unknown; permissions?: unknown }
  const later = permissionsInput ?? given
  if (isList(later)) return later
  throw new Error(
    `Not all that ${role.node.path} grants is known before Terraform plans. Give \`from\` one of its lists instead of the role.`,
  )
}

const itemsOf = (origin: PermissionOrigin): readonly string[] => {
  if (isList(origin)) return origin
  if (Construct.isConstruct(origin) && roleTypeOf(origin) !== null) return ofRole(origin)
  const { permissions: given } = origin as { readonly permissions?: unknown }
  if (isList(given)) return given
  throw new Error('`from` takes a role, a template, or a list of permissions.')
}

const platformIn = (origin: PermissionOrigin): string | null => {
  const type = Construct.isConstruct(origin) ? (roleTypeOf(origin) ?? roleTypeRead(origin)) : null
  return type && platformOf(type).key
}

/** Of a role file, the resource that its handle tells of. */
const roleOr = (origin: PermissionOrigin): PermissionOrigin => ('grants' in origin ? origin.resource : origin)

const listFrom = (origin: PermissionOrigin, platform: string | null): PermissionList => {
  const catalog = platform === null ? null : catalogHere(platform)
  const items = itemsOf(origin)
  if (Token.isUnresolved(items)) return createPermissionList(items, catalog)
  return createPermissionList([...new Set(expanded(items, catalog))], catalog)
}

const sourceOf = (platform: string): PermissionSource => ({
  matching: (pattern) => createPermissionList(matchedIn(pattern, catalogHere(platform)), catalogHere(platform)),
  from: (origin) => listFrom(roleOr(origin), platform),
})

/**
 * Puts lists of permissions together from what the catalogs know: `matching` looks in the one platform that has such
 * permissions, `permissions.PLATFORM.matching` in that platform's catalog.
 */
export const permissions: PermissionSource & { readonly [Platform in PlatformKey]: PermissionSource } = {
  matching: (pattern) => {
    const { values, catalog } = matchedAnywhere(pattern)
    return createPermissionList(values, catalog)
  },
  from: (origin) => {
    const role = roleOr(origin)
    return listFrom(role, platformIn(role))
  },
  ...(Object.fromEntries(platforms.map(({ key }) => [key, sourceOf(key)])) as {
    readonly [Platform in PlatformKey]: PermissionSource
  }),
}
