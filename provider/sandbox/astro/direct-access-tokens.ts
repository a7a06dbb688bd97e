/**
 * API tokens of the kind DIRECT_ACCESS, as far as roles have to do with them: such a token keeps a copy of what its
 * role grants, and while there is one the permissions of the role cannot change.
 * https://github.com/astronomer/terraform-provider-astro/pull/335
 */

import type { Static } from 'typebox'
import Type from 'typebox'
import type { Answer } from '../service/answer.js'
import type { Call } from '../service/call.js'
import { parameter } from '../service/call.js'
import { readInteger } from '../service/query.js'
import type { Holder } from './access.js'
import { refuse, refuseFields } from './refusal.js'
import type { AstroOrganization, AstroRole, DirectAccessToken } from './state.js'
import { newCuid } from './state.js'

export const CreateToken = Type.Object({
  name: Type.String({ minLength: 1 }),
  kind: Type.Literal('DIRECT_ACCESS'),
  roles: Type.Array(Type.Object({ role: Type.String() }), { minItems: 1 }),
})

const tokensOf = (organization: AstroOrganization): DirectAccessToken[] => (organization.directAccessTokens ??= [])

/** Roles are told of a single token only. */
const summary = ({ id, name }: DirectAccessToken) => ({ id, name, kind: 'DIRECT_ACCESS' })

const whole = (token: DirectAccessToken) => ({ ...summary(token), roles: token.roles.map((role) => ({ role })) })

export const listTokens = ({ query, requestId }: Call, { organization }: Holder): Answer => {
  const offset = readInteger(query, 'offset', { fallback: 0, min: 0, max: Number.MAX_SAFE_INTEGER })
  const limit = readInteger(query, 'limit', { fallback: 20, min: 0, max: 1000 })
  if ('issue' in offset) return refuseFields([offset.issue], requestId)
  if ('issue' in limit) return refuseFields([limit.issue], requestId)
  // The sandbox has no tokens of another kind to leave out.
  const all = tokensOf(organization)
  const page = all.slice(offset.value, offset.value + limit.value).map(summary)
  return { status: 200, body: { tokens: page, limit: limit.value, offset: offset.value, totalCount: all.length } }
}

const unknownToken = (call: Call): Answer =>
  refuse(404, `API token ${parameter(call, 'tokenId')} not found`, call.requestId)

const findToken = (call: Call, { organization }: Holder): DirectAccessToken | undefined =>
  tokensOf(organization).find(({ id }) => id === parameter(call, 'tokenId'))

export const getToken = (call: Call, holder: Holder): Answer => {
  const token = findToken(call, holder)
  return token ? { status: 200, body: whole(token) } : unknownToken(call)
}

export const createToken = (
  _call: Call,
  { organization }: Holder,
  { name, roles }: Static<typeof CreateToken>,
): Answer => {
  const token = { id: newCuid(), name, roles: roles.map(({ role }) => role) }
  tokensOf(organization).push(token)
  return { status: 200, body: whole(token) }
}

export const deleteToken = (call: Call, holder: Holder): Answer => {
  const token = findToken(call, holder)
  if (!token) return unknownToken(call)
  const tokens = tokensOf(holder.organization)
  tokens.splice(tokens.indexOf(token), 1)
  return { status: 204 }
}

const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.every((value) => other.includes(value)) && other.every((value) => one.includes(value))

/** Why a role cannot be given these permissions; null where it can. */
export const heldByTokens = (
  role: AstroRole,
  permissions: readonly string[],
  { organization }: Holder,
  call: Call,
): Answer | null => {
  const isHeld = tokensOf(organization).some(({ roles }) => roles.includes(role.name))
  if (!isHeld || isSameSet(role.permissions, permissions)) return null
  return refuse(400, `Invalid request: custom role ${role.name} has Direct Access Tokens attached`, call.requestId)
}
