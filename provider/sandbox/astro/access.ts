import type { Admission } from '../service/admission.js'
import type { Answer } from '../service/answer.js'
import type { Call } from '../service/call.js'
import { bearerToken, parameter } from '../service/call.js'
import type { TokenMaker } from '../state/tokens.js'
import { refuse } from './refusal.js'
import type { AstroOrganization, AstroState, Subject } from './state.js'

/** Who a token stands for. Writing custom roles takes an Organization Owner. */
export type Holder = { readonly organization: AstroOrganization; readonly subject: Subject; readonly mayWrite: boolean }

export type Holders = ReadonlyMap<string, Holder>

export const organizationTokens = ({ id }: AstroOrganization, tokenFor: TokenMaker) => ({
  token: tokenFor('astro', id, 'owner'),
  otherToken: tokenFor('astro', id, 'other owner'),
  readOnlyToken: tokenFor('astro', id, 'reader'),
})

/** Somebody at work in the console, beside the one whose token Terraform has. */
const otherOwner = ({ id, owner }: AstroOrganization): Subject => ({
  ...owner,
  id: `${id}-other-owner`,
  apiTokenName: 'Other owner',
})

export const holdersOf = ({ organizations }: AstroState, tokenFor: TokenMaker): Holders =>
  new Map(
    organizations.flatMap((organization): [string, Holder][] => {
      const { token, otherToken, readOnlyToken } = organizationTokens(organization, tokenFor)
      return [
        [token, { organization, subject: organization.owner, mayWrite: true }],
        [otherToken, { organization, subject: otherOwner(organization), mayWrite: true }],
        [readOnlyToken, { organization, subject: organization.reader, mayWrite: false }],
      ]
    }),
  )

/** Lets in any valid token, for what belongs to no organization. */
export const authenticate = (known: Holders, call: Call): Admission<Holder> => {
  const holder = known.get(bearerToken(call) ?? '')
  return holder
    ? { subject: holder }
    : { refusal: refuse(401, 'Unauthorized: the API token is missing or not valid', call.requestId) }
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
  const admission = authenticate(known, call)
  if ('refusal' in admission) return admission
  const { organization, mayWrite } = admission.subject
  if (parameter(call, 'organizationId') !== organization.id) return forbid('see custom roles', call)
  if (access === 'write' && !mayWrite) return forbid('manage custom roles', call)
  return admission
}
