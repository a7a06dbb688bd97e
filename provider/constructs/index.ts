/**
 * CDKTF constructs for roles as code. `RoleFiles` deploys role files; each kind of role has a class
 * that takes patterns and is checked at synth. The plain generated bindings are in `bindings/`.
 * @module
 */

export { ForbidPermissions } from './aspects/forbid-permissions.js'
export { MaxBlastRadius } from './aspects/max-blast-radius.js'
export { RequireDescription } from './aspects/require-description.js'
export * from './bindings/roles.js'
export type { Grants } from './grants.js'
export { grantsOf } from './grants-of.js'
export { isRole } from './is-role.js'
export { fromToken } from './permissions/from-token.js'
export type { PermissionList, SomePermissions } from './permissions/permission-list.js'
export type { PermissionOrigin, PermissionSource } from './permissions/permissions.js'
export { permissions } from './permissions/permissions.js'
export type { RoleFilesConfig } from './role-files/role-files.js'
export { RoleFiles } from './role-files/role-files.js'
export { RoleFilesError } from './role-files/role-files-error.js'
export type { RiskLevel, RoleBlastRadius, RoleHandle } from './role-files/role-handle.js'
export { RoleResource } from './role-files/role-resource.js'
/** For the matchers, which are a library of their own. @internal */
export { rulesOf } from './stack/synth-rules.js'
