import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Read, Shape } from '../../http/reading.js'
import { fieldsOf, isFields, shapeProblem, textOf, textsOf } from '../../http/reading.js'
import { descriptionFrom, textIn, textsIn } from '../attributes.js'
import type { RemoteRole } from '../role-api.js'

/** Fields of a role in a list; whole roles have permissions as well. Enums are open: the service may have new ones. */
export const row: Shape = {
  id: 'text',
  name: 'text',
  scopeType: 'text',
  description: 'text?',
  restrictedWorkspaceIds: 'texts?',
  createdAt: 'text?',
  updatedAt: 'text?',
  createdBy: 'object?',
  updatedBy: 'object?',
}

const subjectFrom = (value: unknown): AttributeValues | null =>
  isFields(value)
    ? {
        id: textOf(value['id']),
        subject_type: textOf(value['subjectType']),
        username: textOf(value['username']),
        full_name: textOf(value['fullName']),
        avatar_url: textOf(value['avatarUrl']),
        api_token_name: textOf(value['apiTokenName']),
      }
    : null

export const roleFrom =
  (shape: Shape) =>
  (body: unknown, at = ''): Read<RemoteRole> => {
    const problem = shapeProblem(body, shape, at)
    if (problem !== null) return { problem }
    const fields = fieldsOf(body)
    const permissions = textsOf(fields['permissions'])
    const attributes: AttributeValues = {
      id: textOf(fields['id']),
      name: textOf(fields['name']),
      ...(permissions && { permissions }),
      scope_type: textOf(fields['scopeType']),
      description: descriptionFrom(fields['description']),
      restricted_workspace_ids: textsOf(fields['restrictedWorkspaceIds']) ?? [],
      created_at: textOf(fields['createdAt']),
      created_by: subjectFrom(fields['createdBy']),
      updated_at: textOf(fields['updatedAt']),
      updated_by: subjectFrom(fields['updatedBy']),
    }
    const value = { id: textOf(fields['id']) ?? '', attributes, updatedAt: textOf(fields['updatedAt']) }
    return { value }
  }

export const whole: Shape = { ...row, permissions: 'texts' }

/** What create and update send alike. An empty list lifts the restriction; left out, it might stay. */
export const bodyOf = (planned: AttributeValues, description: string | null) => ({
  name: textIn(planned, 'name'),
  permissions: textsIn(planned, 'permissions') ?? [],
  restrictedWorkspaceIds: textsIn(planned, 'restricted_workspace_ids') ?? [],
  ...(description !== null && { description }),
})
