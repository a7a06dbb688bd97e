import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Read, Shape } from '../../http/reading.js'
import { fieldsOf, flagOf, isFields, shapeProblem, textOf, textsOf } from '../../http/reading.js'
import { changedDescription, descriptionFrom, textIn, textsIn } from '../attributes.js'
import type { RemoteRole } from '../role-api.js'

const role: Shape = {
  id: 'text',
  slug: 'text',
  name: 'text',
  description: 'text?',
  scopes: 'texts',
  is_system: 'flag?',
  blast_radius: 'object?',
  created_by: 'text?',
  updated_by: 'text?',
  created_at: 'text?',
  updated_at: 'text?',
}

const blastRadiusFrom = (value: unknown): AttributeValues | null =>
  isFields(value)
    ? { level: textOf(value['level']), summary: textOf(value['summary']), warnings: textsOf(value['warnings']) ?? [] }
    : null

export const roleFrom = (body: unknown, at = ''): Read<RemoteRole> => {
  const problem = shapeProblem(body, role, at)
  if (problem !== null) return { problem }
  const fields = fieldsOf(body)
  const attributes: AttributeValues = {
    id: textOf(fields['id']),
    slug: textOf(fields['slug']),
    name: textOf(fields['name']),
    description: descriptionFrom(fields['description']),
    scopes: textsOf(fields['scopes']) ?? [],
    is_system: flagOf(fields['is_system']),
    created_at: textOf(fields['created_at']),
    created_by: textOf(fields['created_by']),
    updated_at: textOf(fields['updated_at']),
    updated_by: textOf(fields['updated_by']),
    blast_radius: blastRadiusFrom(fields['blast_radius']),
  }
  const value = { id: textOf(fields['slug']) ?? '', attributes, updatedAt: textOf(fields['updated_at']) }
  return { value, notices: textsOf(fields['notices']) ?? [] }
}

const haveSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.every((text) => b.includes(text)) && b.every((text) => a.includes(text))

/** Only what changed: a policy may forbid scopes that the role has already. */
export const changesOf = (prior: AttributeValues, planned: AttributeValues) => {
  const name = textIn(planned, 'name')
  const scopes = textsIn(planned, 'scopes') ?? []
  const description = changedDescription(prior, planned)
  return {
    ...(name !== textIn(prior, 'name') && { name }),
    ...(description !== null && description !== textIn(prior, 'description') && { description }),
    ...(!haveSame(scopes, textsIn(prior, 'scopes') ?? []) && { scopes }),
  }
}
