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

/** The role type of a data source that reads a role; null where it reads something else. */
export const roleTypeRead = (construct: Construct): RoleType | null =>
  TerraformDataSource.isTerraformDataSource(construct) ? typeNamed(construct.terraformResourceType) : null
