import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Call } from '../../http/service.js'
import { sayName } from '../attributes.js'
import type { Place } from '../role-api.js'
import { createBody, patchBody, putBody } from './body.js'
import type { Level } from './role.js'

type Change = { readonly prior: AttributeValues; readonly planned: AttributeValues }

/** The console calls a team an account. */
const permissionTo = (access: 'Read' | 'Manage', level: Level): string =>
  `the permission ${level === 'org' ? 'Organisation' : 'Account'} > Admin > Roles > ${access}`

/** The requests on one kind of role. */
export const callsFor = (level: Level) => {
  const pathOf = (place: Place, ...id: readonly string[]): readonly string[] =>
    level === 'org' ? ['v1', 'org-roles', ...id] : ['v1', 'teams', place ?? '', 'roles', ...id]
  const reading = { method: 'GET', repeatable: true, permission: permissionTo('Read', level) } as const
  const permission = permissionTo('Manage', level)
  const whoseIn = (place: Place): string => (level === 'org' ? 'the organization' : `the team ${place ?? ''}`)

  return {
    create: (place: Place, attributes: AttributeValues): Call => ({
      operation: 'create',
      method: 'POST',
      path: pathOf(place),
      whose: whoseIn(place),
      body: createBody(attributes, level),
      repeatable: false,
      action: `create the role ${sayName(attributes)}`,
      permission,
    }),
    get: (place: Place, id: string): Call => ({
      ...reading,
      operation: 'read',
      path: pathOf(place, id),
      action: `read the role ${id}`,
    }),
    /** The page after a cursor; the first without one. */
    list: (place: Place, cursor: string | null): Call => ({
      ...reading,
      operation: 'list',
      path: pathOf(place),
      whose: whoseIn(place),
      query: { per_page: '100', ...(cursor !== null && { cursor }) },
      action: 'list the roles',
    }),
    patch: (place: Place, id: string, change: Change): Call & { readonly body: ReturnType<typeof patchBody> } => ({
      operation: 'update',
      method: 'PATCH',
      path: pathOf(place, id),
      body: patchBody(change, level),
      repeatable: true,
      action: `update the role ${id}`,
      permission,
    }),
    put: (place: Place, id: string, planned: AttributeValues): Call => ({
      operation: 'update',
      method: 'PUT',
      path: pathOf(place, id),
      body: putBody(planned, level),
      repeatable: true,
      action: `update the role ${id}`,
      permission,
    }),
    delete: (place: Place, id: string): Call => ({
      operation: 'delete',
      method: 'DELETE',
      path: pathOf(place, id),
      repeatable: true,
      action: `delete the role ${id}`,
      permission,
    }),
  }
}

export type Calls = ReturnType<typeof callsFor>
