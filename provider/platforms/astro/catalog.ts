/** What Astro lets custom roles grant, and the roles it offers to start from. */
import { createClient } from '../../http/client.js'
import type { Read } from '../../http/reading.js'
import { fieldsOf, json, readAll, shapeProblem, textOf, textsOf } from '../../http/reading.js'
import { descriptionFrom } from '../attributes.js'
import type { CatalogApi, HttpEnvironment, RoleTemplate, ServedPermission, Settings } from '../role-api.js'
import { astroService } from './service.js'

const readings = { operation: 'list', method: 'GET', repeatable: true } as const
const permission = 'the permission organization.customRoles.get'

/** Groups hold actions; a permission is the group's name and the action, with a dot between. */
const groupFrom =
  (scope: string) =>
  (body: unknown, at: string): Read<readonly ServedPermission[]> => {
    const problem = shapeProblem(body, { name: 'text', permissions: 'list' }, at)
    if (problem !== null) return { problem }
    const { name, permissions } = fieldsOf(body)
    const entries = Array.isArray(permissions) ? permissions : []
    const read = (entry: unknown, location: string): Read<ServedPermission> => {
      const wrong = shapeProblem(entry, { action: 'text', description: 'text?' }, location)
      if (wrong !== null) return { problem: wrong }
      const { action, description } = fieldsOf(entry)
      const value = `${textOf(name)}.${textOf(action)}`
      return { value: { value, label: null, scopes: [scope], description: textOf(description) ?? '' } }
    }
    return readAll(entries, read, `${at}.permissions`)
  }

const groupsOf = (scope: string) =>
  json((body) => {
    if (!Array.isArray(body)) return { problem: 'it is not a list of permission groups' }
    const groups = readAll(body, groupFrom(scope), 'groups')
    return 'problem' in groups ? groups : { value: groups.value.flat() }
  })

const templateFrom = (body: unknown, at: string): Read<RoleTemplate> => {
  const problem = shapeProblem(
    body,
    { name: 'text', scopeType: 'text', permissions: 'texts', description: 'text?' },
    at,
  )
  if (problem !== null) return { problem }
  const { name, description, scopeType, permissions } = fieldsOf(body)
  return {
    value: {
      name: textOf(name) ?? '',
      description: descriptionFrom(description),
      scopeType: textOf(scopeType) ?? '',
      permissions: textsOf(permissions) ?? [],
    },
  }
}

const templates = json((body) =>
  Array.isArray(body) ? readAll(body, templateFrom, 'templates') : { problem: 'it is not a list of role templates' },
)

/** A permission of both scopes is listed once. */
const merge = (lists: readonly (readonly ServedPermission[])[]): readonly ServedPermission[] => {
  const byValue = new Map<string, ServedPermission>()
  for (const entry of lists.flat()) {
    const known = byValue.get(entry.value)
    byValue.set(entry.value, known ? { ...known, scopes: [...known.scopes, ...entry.scopes] } : entry)
  }
  return [...byValue.values()]
}

export const astroCatalog = (settings: Settings, environment: HttpEnvironment): CatalogApi => {
  const client = createClient(astroService(settings), environment)
  return {
    permissions: async (options) => {
      const groups = (scopeType: string) => {
        const path = ['authorization', 'permission-groups']
        const action = 'list the permissions'
        return client.send(
          { ...readings, path, query: { scopeType }, action, permission },
          groupsOf(scopeType),
          options,
        )
      }
      // The documents say that only these two scopes have any.
      const deployment = await groups('DEPLOYMENT')
      if (!deployment.ok) return deployment
      const dag = await groups('DAG')
      return dag.ok ? { ...dag, value: merge([deployment.value, dag.value]) } : dag
    },
    templates: (parent, options) => {
      const path = ['organizations', parent ?? '', 'role-templates']
      const whose = `the organization ${parent ?? ''}`
      return client.send(
        { ...readings, path, whose, action: 'list the role templates', permission },
        templates,
        options,
      )
    },
  }
}
