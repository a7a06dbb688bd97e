import type { ListedPermission, Risk } from '../bindings/catalog.js'

/** Permissions, or lists of them; each may be a pattern. */
export type SomePermissions = readonly (string | readonly string[])[]

/** A list of permissions. Whatever is made of it is another list. */
export interface PermissionList extends ReadonlyArray<ListedPermission> {
  /** Those that are not among these, which may be patterns. */
  without(...permissions: SomePermissions): PermissionList
  /** These and those, each once. */
  union(...permissions: SomePermissions): PermissionList
  /** Those that a catalog rates, and not above this risk. */
  atMost(risk: Risk): PermissionList
}
