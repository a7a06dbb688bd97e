import type { Admission } from '../service/admission.js'
import type { Answer } from '../service/answer.js'
import type { Call } from '../service/call.js'
import { bearerToken, parameter } from '../service/call.js'
import type { TokenMaker } from '../state/tokens.js'
import { refuse } from './refusal.js'
import type { AstroOrganization, AstroState, Subject } from './state.js'

/** Who a token stands for. Writing custom roles takes an Organization Owner. */
export type Holder = { readonly organization: AstroOrganization; readonly subject: Subject; readonly mayWrite: boolean }

/** By token; of one that opens several organizations a holder in each. */
export type Holders = ReadonlyMap<string, readonly Holder[]>

export const organizationTokens = ({ id }: AstroOrganization, tokenFor: TokenMaker) => ({
  token: tokenFor('astro', id, 'owner'),
  otherToken: tokenFor('astro', id, 'other owner'),
  readOnlyToken: tokenFor('astro', id, 'reader'),
  everywhereToken: tokenFor('astro', '', 'owner of all'),
})

/** Somebody at work in the console, beside the one whose token Terraform has. */
const otherOwner = ({ id, owner }: AstroOrganization): Subject => ({
  ...owner,
  id: `${id}-other-owner`,
  apiTokenName: 'Other owner',
})

const ownerOfAll: Subject = { id: 'owner-of-all-organizations', apiTokenName: 'Owner of all organizations' }

export const holdersOf = ({ organizations }: AstroState, tokenFor: TokenMaker): Holders => {
  const holders = new Map<string, Holder[]>()
  const add = (token: string, holder: Holder): void => void holders.set(token, [...(holders.get(token) ?? []), holder])
  for (const organization of organizations) {
    const { token, otherToken, readOnlyToken, everywhereToken } = organizationTokens(organization, tokenFor)
    add(token, { organization, subject: organization.owner, mayWrite: true })
    add(otherToken, { organization, subject: otherOwner(organization), mayWrite: true })
    add(readOnlyToken, { organization, subject: organization.reader, mayWrite: false })
    add(everywhereToken, { organization, subject: ownerOfAll, mayWrite: true })
  }
  return holders
}

const unauthorized = (call: Call): { readonly refusal: Answer } => ({
  refusal: refuse(401, 'Unauthorized: the API token is missing or not valid', call.requestId),
})

const holdersIn = (known: Holders, call: Call): readonly Holder[] => known.get(bearerToken(call) ?? '') ?? []

/** Lets in any valid token, for what belongs to no organization. */
export const authenticate = (known: Holders, call: Call): Admission<Holder> => {
  const [holder] = holdersIn(known, call)
  return holder ? { subject: holder } : unauthorized(call)
}

export type Access = 'read' | 'write'

const forbid = (what: string, call: Call): { readonly refusal: Answer } => ({
  refusal: refuse(
    403,
    `Not authorized to ${what} for organization ${parameter(call, 'organizationId')}`,
    call.requestId,
  ),
})

/**
 * Lets a call at the organization of its path. One that does not exist is refused like another's:
 * whether it does is not for others to know.
 */
export const admit = (known: Holders, access: Access, call: Call): Admission<Holder> => {
  const holders = holdersIn(known, call)
  if (holders.length === 0) return unauthorized(call)
  const holder = holders.find(({ organization }) => organization.id === parameter(call, 'organizationId'))
  if (!holder) return forbid('see custom roles', call)
  return access === 'write' && !holder.mayWrite ? forbid('manage custom roles', call) : { subject: holder }
}
