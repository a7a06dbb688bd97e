import type { RoleType } from '@rolecall/shared/model/role.js'
import type { Context, Resource } from '../framework/resource.js'
import type { PlatformAdapter } from '../platforms/role-api.js'
import type { ValueRecord } from '../value/value.js'
import type { RoleClient } from './client.js'
import { identitySchemaOf } from './identity.js'
import { listSchemaOf } from './list-schema.js'
import type { RoleOperation } from './operation.js'
import type { TimedOperation } from './options/time-limit.js'
import { timeLimit } from './options/time-limit.js'
import { schemaOf } from './schema-of.js'
import type { ValidateOptions } from './validate.js'
import { validateRole } from './validate.js'

const loadPlan = () => import('./plan.js')

/**
 * The resource for one type of role: everything is told by the type and its platform's adapter. Most of
 * Terraform's starts of a provider only ask for its schema or validate, so each operation is loaded when it is called.
 */
export const roleResource = (
  adapter: PlatformAdapter,
  roleType: RoleType,
  shape: () => Promise<ValidateOptions>,
): Resource<RoleClient> => {
  const subject = { adapter, roleType }
  const operation = ({ client, signal }: Context<RoleClient>): RoleOperation => ({
    ...subject,
    client,
    signal,
    limit: null,
  })
  /** By the values of one object: a destroy has no other than the state. */
  const timed = (context: Context<RoleClient>, name: TimedOperation, record: ValueRecord): RoleOperation => ({
    ...operation(context),
    limit: timeLimit(record, name),
  })
  const movedFrom = adapter.movedFrom?.[roleType.name]
  return {
    type: `rolecall_${roleType.name}`,
    schema: schemaOf(roleType),
    validate: async (config) => validateRole(subject, config, await shape()),
    plan: async (request, context) => (await loadPlan()).planRole(operation(context), request),
    planDestroy: async (request, context) => (await loadPlan()).planRoleDestroy(operation(context), request),
    create: async ({ planned }, context) =>
      (await import('./create.js')).createRole(timed(context, 'create', planned), planned),
    read: async (request, context) =>
      (await import('./read.js')).readRole(timed(context, 'read', request.state), request),
    update: async (request, context) =>
      (await import('./update.js')).updateRole(timed(context, 'update', request.planned), request),
    delete: async (request, context) =>
      (await import('./guarded-delete.js')).deleteGuarded(timed(context, 'delete', request.prior), request),
    import: async (id, context) => (await import('./import.js')).importRole(operation(context), id),
    identity: {
      schema: identitySchemaOf(roleType),
      import: async (identity, context) => (await import('./import.js')).importIdentity(operation(context), identity),
    },
    list: {
      schema: listSchemaOf(roleType),
      validate: async (config) => (await import('./role-filter.js')).filterProblems(roleType, config),
      run: async function* (request, context) {
        yield* (await import('./list.js')).listRoles(operation(context), request)
      },
    },
    ...(movedFrom && {
      move: {
        from: movedFrom,
        needs: [roleType.pathId],
        complete: async (carried) => (await import('./move.js')).completeMoved(subject, carried),
      },
    }),
  }
}
