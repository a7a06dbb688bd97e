import type { RoleType } from '@rolecall/shared/model/role.js'
import type { Context, Resource } from '../framework/resource.js'
import type { PlatformAdapter } from '../platforms/role-api.js'
import type { RoleClient } from './client.js'
import { createRole } from './create.js'
import { deleteGuarded } from './guarded-delete.js'
import { importRole } from './import.js'
import type { RoleOperation } from './operation.js'
import { planRole, planRoleDestroy } from './plan.js'
import { readRole } from './read.js'
import { schemaOf } from './schema-of.js'
import { updateRole } from './update.js'
import type { ValidateOptions } from './validate.js'
import { validateRole } from './validate.js'

/** The resource for one type of role: everything is told by the type and its platform's adapter. */
export const roleResource = (
  adapter: PlatformAdapter,
  roleType: RoleType,
  shape: () => Promise<ValidateOptions>,
): Resource<RoleClient> => {
  const subject = { adapter, roleType }
  const operation = ({ client, signal }: Context<RoleClient>): RoleOperation => ({ ...subject, client, signal })
  return {
    type: `rolecall_${roleType.name}`,
    schema: schemaOf(roleType),
    validate: async (config) => validateRole(subject, config, await shape()),
    plan: (request, context) => planRole(operation(context), request),
    planDestroy: async (request, context) => planRoleDestroy(operation(context), request),
    create: ({ planned }, context) => createRole(operation(context), planned),
    read: (request, context) => readRole(operation(context), request),
    update: (request, context) => updateRole(operation(context), request),
    delete: (request, context) => deleteGuarded(operation(context), request),
    import: (id, context) => importRole(operation(context), id),
  }
}
