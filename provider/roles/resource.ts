import type { RoleType } from '@rolecall/shared/model/role.js'
import type { Resource } from '../framework/resource.js'
import type { PlatformAdapter } from '../platforms/role-api.js'
import type { RoleClient } from './client.js'
import { createRole } from './create.js'
import { deleteGuarded } from './guarded-delete.js'
import { importRole } from './import.js'
import { planRole, planRoleDestroy } from './plan.js'
import { readRole } from './read.js'
import { schemaOf } from './schema-of.js'
import { updateRole } from './update.js'
import type { ShapeOptions } from './validate.js'
import { validateRole } from './validate.js'

/** The resource for one type of role: everything is told by the type and its platform's adapter. */
export const roleResource = (
  adapter: PlatformAdapter,
  roleType: RoleType,
  shape: () => ShapeOptions,
): Resource<RoleClient> => {
  const subject = { adapter, roleType }
  return {
    type: `rolecall_${roleType.name}`,
    schema: schemaOf(roleType),
    validate: (config) => validateRole(subject, config, shape()),
    plan: (request, { client, signal }) => planRole(subject, request, client, signal),
    planDestroy: async (request, { client }) => planRoleDestroy(subject, request, client),
    create: ({ planned }, { client, signal }) => createRole(subject, planned, client, signal),
    read: (request, { client, signal }) => readRole(subject, request, client, signal),
    update: (request, { client, signal }) => updateRole(subject, request, client, signal),
    delete: (request, { client, signal }) => deleteGuarded(subject, request, client, signal),
    import: (id, { client, signal }) => importRole(subject, id, client, signal),
  }
}
