/**
 * Tokens of the kind DIRECT_ACCESS keep a copy of what their role grants, and Astro refuses to change the permissions of
 * a role that has one. A list of tokens does not tell their roles, so each is asked for.
 * https://github.com/astronomer/terraform-provider-astro/pull/335
 */

import type { HttpClient } from '../../http/client.js'
import type { Read } from '../../http/reading.js'
import { fieldsOf, json, readAll, shapeProblem, textOf } from '../../http/reading.js'
import type { Answer, CallOptions, ParentId, RoleHolder } from '../role-api.js'

/** Two seconds at Astro's rate: a plan waits no longer for a warning. */
const mostTokens = 50

const reading = {
  method: 'GET',
  repeatable: true,
  operation: 'read',
  permission: 'the permission organization.apiTokens.get',
} as const

const idFrom = (body: unknown, at: string): Read<string> => {
  const problem = shapeProblem(body, { id: 'text' }, at)
  return problem === null ? { value: textOf(fieldsOf(body)['id']) ?? '' } : { problem }
}

const ids = json((body) => {
  const problem = shapeProblem(body, { tokens: 'list' })
  if (problem !== null) return { problem }
  const { tokens } = fieldsOf(body)
  return readAll(Array.isArray(tokens) ? tokens : [], idFrom, 'tokens')
})

const holder = json((body): Read<RoleHolder> => {
  const problem = shapeProblem(body, { name: 'text', roles: 'list' })
  if (problem !== null) return { problem }
  const { name, roles } = fieldsOf(body)
  const held = (Array.isArray(roles) ? roles : []).map((role) => textOf(fieldsOf(role)['role']))
  return { value: { name: textOf(name) ?? '', roles: held.filter((role) => role !== null) } }
})

export const directAccessTokens = async (
  client: HttpClient,
  parent: ParentId,
  options: CallOptions,
): Promise<Answer<readonly RoleHolder[]>> => {
  const path = ['organizations', parent ?? '', 'tokens']
  const query = { kind: 'DIRECT_ACCESS', limit: `${mostTokens}`, offset: '0' }
  const list = await client.send({ ...reading, path, query, action: 'list the Direct Access Tokens' }, ids, options)
  if (!list.ok) return list
  const answers = await Promise.all(
    list.value
      .slice(0, mostTokens)
      .map((id) => client.send({ ...reading, path: [...path, id], action: `read the token ${id}` }, holder, options)),
  )
  return { ...list, value: answers.flatMap((answer) => (answer.ok ? [answer.value] : [])) }
}
