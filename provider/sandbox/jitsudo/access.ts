import type { Admission } from '../service/admission.js'
import type { Call } from '../service/call.js'
import { bearerToken, header } from '../service/call.js'
import type { TokenMaker } from '../state/tokens.js'
import { invalid, refuse } from './refusal.js'
import type { JitsudoState, JitsudoTenant } from './state.js'

/** Who a credential stands for. `name` is what `created_by` and `updated_by` say. */
export type Holder = { readonly tenant: JitsudoTenant; readonly name: string; readonly mayWrite: boolean }

/** Tokens come as Bearer, API keys as X-API-Key, and neither in the other's place. */
export type Holders = { readonly tokens: ReadonlyMap<string, Holder>; readonly apiKeys: ReadonlyMap<string, Holder> }

export const tenantTokens = ({ id }: JitsudoTenant, tokenFor: TokenMaker) => ({
  token: tokenFor('jitsudo', id, 'administrator'),
  apiKey: tokenFor('jitsudo', id, 'api-key'),
  readOnlyToken: tokenFor('jitsudo', id, 'member'),
})

export const holdersOf = ({ tenants }: JitsudoState, tokenFor: TokenMaker): Holders => {
  const credentials = tenants.map((tenant) => ({ tenant, ...tenantTokens(tenant, tokenFor) }))
  return {
    tokens: new Map(
      credentials.flatMap(({ tenant, token, readOnlyToken }): [string, Holder][] => [
        [token, { tenant, name: 'administrator@sandbox.invalid', mayWrite: true }],
        [readOnlyToken, { tenant, name: 'member@sandbox.invalid', mayWrite: false }],
      ]),
    ),
    apiKeys: new Map(
      credentials.map(({ tenant, apiKey }) => [apiKey, { tenant, name: 'api-key:sandbox', mayWrite: true }]),
    ),
  }
}

/** A token wins where both are sent. */
const holderOf = (known: Holders, call: Call): Holder | undefined => {
  const token = bearerToken(call)
  return token === null ? known.apiKeys.get(header(call, 'x-api-key') ?? '') : known.tokens.get(token)
}

/** Lets in any valid credential, for calls that carry no tenant. */
export const authenticate = (known: Holders, call: Call): Admission<Holder> => {
  const holder = holderOf(known, call)
  return holder
    ? { subject: holder }
    : { refusal: refuse(401, 'unauthenticated', 'The credential is missing or not valid.') }
}

export type Access = 'read' | 'write'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Lets a call at the tenant of its credential, which the X-Tenant-ID header must name too. */
export const admit = (known: Holders, access: Access, call: Call): Admission<Holder> => {
  const admission = authenticate(known, call)
  if ('refusal' in admission) return admission
  const { tenant, mayWrite } = admission.subject
  const tenantId = header(call, 'x-tenant-id') ?? ''
  if (!uuid.test(tenantId)) {
    return { refusal: invalid([{ path: ['X-Tenant-ID'], rule: 'format', message: 'must be sent and be a UUID' }]) }
  }
  if (tenantId.toLowerCase() !== tenant.id) {
    return {
      refusal: refuse(403, 'tenant_mismatch', 'The credential belongs to another tenant than X-Tenant-ID names.'),
    }
  }
  if (access === 'write' && !mayWrite) {
    const notices = ['administrators-manage-roles: only administrators of the tenant may write roles.']
    return { refusal: refuse(403, 'permission_denied', 'The credential may not write roles.', { notices }) }
  }
  return admission
}
