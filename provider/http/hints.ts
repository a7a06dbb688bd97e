/** What a failure means for what was attempted, and what to do next. */
import type { FailureKind, TimeLimit } from './answer.js'
import { sayDuration } from './duration.js'
import type { Call, Operation, Service } from './service.js'

/** What a hint is made from. */
export type Hinted = {
  readonly service: Service
  readonly call: Call
  /** Some attempt may have been carried out. */
  readonly ambiguous: boolean
  /** How long a role that is still assigned was waited for, in milliseconds; null where it was about something else. */
  readonly heldFor: number | null
  /** The role's own limit; null where the provider's counts. */
  readonly limit: TimeLimit | null
}

/** What says how long may be waited. */
export const waitSetting = ({ limit }: Pick<Hinted, 'limit'>): string => limit?.setting ?? 'retry.max_wait_seconds'

type Kind = Exclude<FailureKind, 'cancelled'>

/** Finishes "Astro could not create the role:". */
const reasons: Readonly<Record<Kind, string>> = {
  unauthenticated: 'the credential is not accepted, or lacks a permission',
  forbidden: 'it is forbidden',
  'not-found': 'there is none',
  conflict: 'it conflicts with what exists',
  invalid: 'the request is not accepted',
  unsupported: 'the service lacks the operation',
  'rate-limited': 'the rate limit is used up',
  unavailable: 'the service fails',
  'no-answer': 'no usable answer came',
}

/** Whose roles a 404 is about: of what is made and what is listed there is nothing else that could be missing. */
const missing = ({ operation, whose }: Call): string | null =>
  operation === 'create' || operation === 'list' ? (whose ?? null) : null

export const shortReason = ({ call, heldFor }: Hinted, kind: Kind): string => {
  const whose = missing(call)
  if (kind === 'not-found' && whose !== null) return `${whose} was not found`
  if (kind === 'conflict' && call.operation === 'delete')
    return heldFor === null ? 'it is refused' : 'it is still assigned'
  return reasons[kind]
}

const notFound = ({ service, call }: Hinted): string => {
  const whose = missing(call)
  return whose === null
    ? `It may have been deleted, or lie in a place that the credential does not see; or ${service.baseUrlSetting} is wrong.`
    : `It may be that ${whose} does not exist, that the credential does not see it, that its plan has no custom roles, ` +
        `or that ${service.baseUrlSetting} is wrong.`
}

const stillAssigned = ({ holders }: Service, waited: number, setting: string): string =>
  `Take the role away from those who have it: ${holders}. Where this configuration assigns it, refer to the role's ` +
  'resource there, so that Terraform takes it away first. ' +
  (waited === 0
    ? `Nothing was tried again, since ${setting} allows no wait.`
    : `It was tried again for ${sayDuration(waited)}, the most that ${setting} allows.`)

const conflicts: Readonly<Record<Operation, string>> = {
  create: 'Import what exists, or choose another name.',
  read: 'Try again later.',
  list: 'Try again later.',
  update:
    'Choose another name where it is the name that is taken; otherwise correct what is named here, and apply again.',
  delete:
    'A role that the platform made itself cannot be deleted. To leave it alone, take the resource out of the ' +
    'configuration and run terraform state rm on it; otherwise undo what is named here, and apply again.',
}

export const hints = (hinted: Hinted, kind: FailureKind): string[] => {
  const { service, call, ambiguous, heldFor } = hinted
  const permission = `It needs ${call.permission}.`
  const setting = service.credentialSetting
  if (kind === 'unauthenticated') {
    return [`Check ${setting}: it may be wrong, expired or revoked, or lack a permission. ${permission}`]
  }
  if (kind === 'forbidden') {
    const other = call.whose === undefined ? '' : ` Or ${call.whose} is not the one that was meant.`
    return [`Check what the credential in ${setting} may do. ${permission}${other}`]
  }
  if (kind === 'not-found') return [notFound(hinted)]
  if (kind === 'unavailable') return ambiguous && call.method !== 'GET' ? [] : ['Try again later.']
  if (kind === 'conflict')
    return [heldFor === null ? conflicts[call.operation] : stillAssigned(service, heldFor, waitSetting(hinted))]
  if (kind === 'no-answer') {
    return [`Check ${service.baseUrlSetting}, and any proxy or firewall between this machine and ${service.title}.`]
  }
  return kind === 'invalid' ? [call.hint ?? `Correct what ${service.title} names, and apply again.`] : []
}
