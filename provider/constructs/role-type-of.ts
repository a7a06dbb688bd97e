import type { RoleType } from '@rolecall/shared/model/role.js'
import { findRoleType } from '@rolecall/shared/platforms/registry.js'
import type { Construct } from './core.js'
import { TerraformDataSource, TerraformResource } from './core.js'

const prefix = 'rolecall_'

const typeNamed = (resourceType: string): RoleType | null =>
  resourceType.startsWith(prefix) ? findRoleType(resourceType.slice(prefix.length)) : null

/** The role type of a resource; null where it is no role. Whoever made it: this library, a role file, `cdktf get`. */
export const roleTypeOf = (construct: Construct): RoleType | null =>
  TerraformResource.isTerraformResource(construct) ? typeNamed(construct.terraformResourceType) : null

/** Whether a construct reads a role that is managed elsewhere. */
export const isRoleData = (construct: Construct): boolean =>
  TerraformDataSource.isTerraformDataSource(construct) && typeNamed(construct.terraformResourceType) !== null
