import { randomUUID } from 'node:crypto'
import type { Static } from 'typebox'
import Type from 'typebox'
import { withAdmission } from '../service/admission.js'
import type { Answer } from '../service/answer.js'
import { withBody } from '../service/body.js'
import type { Call } from '../service/call.js'
import { parameter } from '../service/call.js'
import type { Operation } from '../service/service.js'
import type { TokenMaker } from '../state/tokens.js'
import type { Holder } from './access.js'
import { admit, authenticate, holdersOf } from './access.js'
import { blastRadiusOf } from './blast-radius.js'
import { jitsudoDialect, refuse } from './refusal.js'
import { invalidScopes, noticesFor } from './scopes.js'
import type { JitsudoRole, JitsudoState } from './state.js'

const content = {
  name: Type.String({ minLength: 1 }),
  description: Type.Optional(Type.Unsafe<string | null>({ type: ['string', 'null'] })),
  scopes: Type.Array(Type.String()),
}

/** The documents give no pattern for slugs; this is what stands in a path as it is. */
const Slug = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$', maxLength: 100 })

const CreateRole = Type.Object({ slug: Slug, ...content }, { additionalProperties: false })
const UpdateRole = Type.Partial(Type.Object(content), { additionalProperties: false })

type Handler = (call: Call, holder: Holder) => Answer

const roleBody = (role: JitsudoRole) => {
  const blastRadius = blastRadiusOf(role.scopes)
  return {
    id: role.id,
    slug: role.slug,
    name: role.name,
    description: role.description,
    scopes: role.scopes,
    is_system: role.isSystem,
    ...(blastRadius && { blast_radius: blastRadius }),
    created_by: role.createdBy,
    updated_by: role.updatedBy,
    created_at: role.createdAt,
    updated_at: role.updatedAt,
  }
}

const unknownRole = (call: Call): Answer =>
  refuse(404, 'not_found', `There is no role ${parameter(call, 'slug')} in the tenant.`)

const findRole = (call: Call, { tenant }: Holder): JitsudoRole | undefined =>
  tenant.roles.find(({ slug }) => slug === parameter(call, 'slug'))

/** Null where the scopes are well formed and no policy forbids them. */
const refuseScopes = (scopes: readonly string[]): Answer | null => {
  const invalid = invalidScopes(scopes)
  if (invalid.length > 0) {
    const said = invalid.map((scope) => JSON.stringify(scope)).join(', ')
    return refuse(422, 'invalid_scopes', `Not valid as scopes: ${said}.`, { details: { invalid_scopes: invalid } })
  }
  const notices = noticesFor(scopes)
  return notices.length > 0
    ? refuse(403, 'policy_denied', 'A policy forbids a role with these scopes.', { notices })
    : null
}

const refuseSystemRole = (role: JitsudoRole): Answer | null =>
  role.isSystem
    ? refuse(403, 'system_role', `The role ${role.slug} belongs to the system and cannot be changed or deleted.`)
    : null

const listRoles: Handler = (_call, { tenant }) => ({ status: 200, body: tenant.roles.map(roleBody) })

const getRole: Handler = (call, holder) => {
  const role = findRole(call, holder)
  return role ? { status: 200, body: roleBody(role) } : unknownRole(call)
}

const createRole = (call: Call, { tenant, name }: Holder, body: Static<typeof CreateRole>): Answer => {
  const refusal = refuseScopes(body.scopes)
  if (refusal) return refusal
  if (tenant.roles.some(({ slug }) => slug === body.slug)) {
    return refuse(409, 'slug_taken', `The tenant has a role ${body.slug}.`, { details: { slug: body.slug } })
  }
  const date = new Date(call.now).toISOString()
  const role: JitsudoRole = {
    id: randomUUID(),
    slug: body.slug,
    name: body.name,
    description: body.description ?? null,
    scopes: [...new Set(body.scopes)],
    isSystem: false,
    createdBy: name,
    updatedBy: name,
    createdAt: date,
    updatedAt: date,
  }
  tenant.roles.push(role)
  return { status: 201, body: roleBody(role) }
}

/** Keeps what is not sent. Null takes the description away; `""` stays as sent. Neither is documented. */
const updateRole = (call: Call, holder: Holder, body: Static<typeof UpdateRole>): Answer => {
  const role = findRole(call, holder)
  if (!role) return unknownRole(call)
  const refusal = refuseSystemRole(role) ?? refuseScopes(body.scopes ?? [])
  if (refusal) return refusal
  role.name = body.name ?? role.name
  role.description = body.description === undefined ? role.description : body.description
  role.scopes = body.scopes ? [...new Set(body.scopes)] : role.scopes
  role.updatedBy = holder.name
  role.updatedAt = new Date(call.now).toISOString()
  return { status: 200, body: roleBody(role) }
}

const deleteRole: Handler = (call, holder) => {
  const role = findRole(call, holder)
  if (!role) return unknownRole(call)
  const refusal = refuseSystemRole(role)
  if (refusal) return refusal
  holder.tenant.roles.splice(holder.tenant.roles.indexOf(role), 1)
  return { status: 204 }
}

const listTenants: Handler = (_call, { tenant: { id, name, createdAt } }) => ({
  status: 200,
  body: [{ id, name, created_at: createdAt }],
})

/**
 * Of these only PATCH is documented; the others are what its path, statuses and schemas lead to.
 * `/healthz` and `/v1/tenants` are called without X-Tenant-ID.
 */
export const jitsudoOperations = (state: JitsudoState, tokenFor: TokenMaker): readonly Operation[] => {
  const known = holdersOf(state, tokenFor)
  const reading = (handle: Handler) => withAdmission((call) => admit(known, 'read', call), handle)
  const writing = (handle: Handler) => withAdmission((call) => admit(known, 'write', call), handle)
  return [
    { method: 'GET', path: '/healthz', answer: () => ({ status: 200, body: { status: 'ok' } }) },
    { method: 'GET', path: '/v1/tenants', answer: withAdmission((call) => authenticate(known, call), listTenants) },
    { method: 'GET', path: '/v1/roles', answer: reading(listRoles) },
    { method: 'POST', path: '/v1/roles', answer: writing(withBody(jitsudoDialect, CreateRole, createRole)) },
    { method: 'GET', path: '/v1/roles/:slug', answer: reading(getRole) },
    { method: 'PATCH', path: '/v1/roles/:slug', answer: writing(withBody(jitsudoDialect, UpdateRole, updateRole)) },
    { method: 'DELETE', path: '/v1/roles/:slug', answer: writing(deleteRole) },
  ]
}
