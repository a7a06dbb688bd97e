import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Call } from '../../http/service.js'
import { sayName } from '../attributes.js'
import type { ParentId } from '../role-api.js'
import { createBody, patchBody, putBody } from './body.js'
import type { Level } from './role.js'

type Change = { readonly prior: AttributeValues; readonly planned: AttributeValues }

/** The console calls a team an account. */
const permissionTo = (access: 'Read' | 'Manage', level: Level): string =>
  `the permission ${level === 'org' ? 'Organisation' : 'Account'} > Admin > Roles > ${access}`

/** The requests on one kind of role. */
export const callsFor = (level: Level) => {
  const pathOf = (parent: ParentId, ...id: readonly string[]): readonly string[] =>
    level === 'org' ? ['v1', 'org-roles', ...id] : ['v1', 'teams', parent ?? '', 'roles', ...id]
  const reading = { method: 'GET', repeatable: true, permission: permissionTo('Read', level) } as const
  const permission = permissionTo('Manage', level)
  const whoseIn = (parent: ParentId): string => (level === 'org' ? 'the organization' : `the team ${parent ?? ''}`)

  return {
    create: (parent: ParentId, attributes: AttributeValues): Call => ({
      operation: 'create',
      method: 'POST',
      path: pathOf(parent),
      whose: whoseIn(parent),
      body: createBody(attributes, level),
      repeatable: false,
      action: `create the role ${sayName(attributes)}`,
      permission,
    }),
    get: (parent: ParentId, id: string): Call => ({
      ...reading,
      operation: 'read',
      path: pathOf(parent, id),
      action: `read the role ${id}`,
    }),
    /** The page after a cursor; the first without one. */
    list: (parent: ParentId, cursor: string | null): Call => ({
      ...reading,
      operation: 'list',
      path: pathOf(parent),
      whose: whoseIn(parent),
      query: { per_page: '100', ...(cursor !== null && { cursor }) },
      action: 'list the roles',
    }),
    patch: (parent: ParentId, id: string, change: Change): Call & { readonly body: ReturnType<typeof patchBody> } => ({
      operation: 'update',
      method: 'PATCH',
      path: pathOf(parent, id),
      body: patchBody(change, level),
      repeatable: true,
      action: `update the role ${id}`,
      permission,
    }),
    put: (parent: ParentId, id: string, planned: AttributeValues): Call => ({
      operation: 'update',
      method: 'PUT',
      path: pathOf(parent, id),
      body: putBody(planned, level),
      repeatable: true,
      action: `update the role ${id}`,
      permission,
    }),
    delete: (parent: ParentId, id: string): Call => ({
      operation: 'delete',
      method: 'DELETE',
      path: pathOf(parent, id),
      repeatable: true,
      action: `delete the role ${id}`,
      permission,
    }),
  }
}

export type Calls = ReturnType<typeof callsFor>
