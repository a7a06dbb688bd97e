/** TypeScript's types of permissions: what they are called, and which permissions a catalog lets them have. */
import type { Catalog } from '../catalog/catalog.js'
import { visibleJson } from '../model/visible.js'
import type { Platform } from '../platforms/platform.js'

/** Where the types stand that the constructs of both cores share. */
export const typesModule = '@rolecall/provider/catalog'

/** `org_scope` and `ORG_SCOPE` become `OrgScope`. */
export const pascalCase = (name: string): string =>
  name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

/** The permissions of one scope, or of a platform that has none, as the keys of an interface: such can be added to. */
export type PermissionInterface = { readonly scope: string | null; readonly name: string }

export const permissionInterfaces = ({ key, scopes }: Platform): readonly PermissionInterface[] =>
  scopes.length === 0
    ? [{ scope: null, name: `${pascalCase(key)}Permissions` }]
    : scopes.map(({ name }) => ({ scope: name, name: `${pascalCase(key)}${pascalCase(name)}Permissions` }))

/** The type of a permission; without a scope, of any that the platform has. */
export const permissionType = ({ key }: Platform, scope: string | null): string =>
  `${pascalCase(key)}Permission${scope === null ? '' : `<${visibleJson(scope)}>`}`

/** Labels that nobody confirmed are no permissions. */
export const typedPermissions = (catalog: Catalog, scope: string | null): readonly string[] =>
  catalog.coverage === 'unconfirmed' ? [] : catalog.inScope(scope).map(({ value }) => value)

/** The members of an interface, one a line. */
export const members = (permissions: readonly string[], indent: string): string =>
  permissions.map((permission) => `${indent}${visibleJson(permission)}: true\n`).join('')
