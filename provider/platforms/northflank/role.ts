import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Fields, Read, Shape } from '../../http/reading.js'
import { fieldsOf, flagOf, isFields, shapeProblem, textOf, textsOf } from '../../http/reading.js'
import { descriptionFrom } from '../attributes.js'
import type { RemoteRole } from '../role-api.js'

/** Northflank's two kinds of role share their operations and differ in what a role holds. */
export type Level = 'org' | 'team'

/** Fields of a role in a list; whole roles have permissions as well. */
export const row: Shape = {
  id: 'text',
  name: 'text',
  description: 'text?',
  // Required by the documents, and missing in their examples.
  restrictions: 'object?',
  directoryGroups: 'texts?',
  createdAt: 'text?',
  updatedAt: 'text?',
}

export const whole: Shape = { ...row, permissions: 'object' }

const permissionsFrom = (permissions: Fields, level: Level): AttributeValues => ({
  ...(level === 'org' && { org_scope: textsOf(permissions['orgScope']) ?? [] }),
  team_scope: textsOf(permissions['teamScope']) ?? [],
  project_scope: textsOf(permissions['projectScope']) ?? [],
})

/** The first generation of the API spells it `not-in`. */
const modeFrom = (mode: unknown): string | null => (mode === 'not-in' ? 'notIn' : textOf(mode))

const projectRestrictionsFrom = (restrictions: Fields): AttributeValues => ({
  enabled: flagOf(restrictions['enabled']),
  projects: textsOf(restrictions['projects']),
  restriction_mode: modeFrom(restrictions['restrictionMode']),
})

const teamFrom = (team: Fields): AttributeValues => ({
  team_id: textOf(team['teamId']),
  restrictions: isFields(team['restrictions']) ? projectRestrictionsFrom(team['restrictions']) : null,
})

const restrictionsFrom = (value: unknown, level: Level): AttributeValues | null => {
  const restrictions = fieldsOf(value)
  if (!flagOf(restrictions['enabled'])) return null
  if (level === 'team') return projectRestrictionsFrom(restrictions)
  const { teams } = restrictions
  return { enabled: true, teams: Array.isArray(teams) ? teams.filter(isFields).map(teamFrom) : null }
}

export const roleFrom =
  (shape: Shape, level: Level) =>
  (body: unknown, at = ''): Read<RemoteRole> => {
    const problem = shapeProblem(body, shape, at)
    if (problem !== null) return { problem }
    const fields = fieldsOf(body)
    const { permissions } = fields
    // Of a whole role what is left out is empty; a row of a list may leave out what there is.
    const tells = (field: string): boolean => shape === whole || fields[field] !== undefined
    const id = textOf(fields['id'])
    const updatedAt = textOf(fields['updatedAt'])
    const attributes: AttributeValues = {
      id,
      name: textOf(fields['name']),
      description: descriptionFrom(fields['description']),
      ...(isFields(permissions) && { permissions: permissionsFrom(permissions, level) }),
      ...(tells('restrictions') && { restrictions: restrictionsFrom(fields['restrictions'], level) }),
      ...(level === 'org' &&
        tells('directoryGroups') && { directory_groups: textsOf(fields['directoryGroups']) ?? [] }),
      created_at: textOf(fields['createdAt']),
      updated_at: updatedAt,
    }
    return { value: { id: id ?? '', attributes, updatedAt } }
  }
