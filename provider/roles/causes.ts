/**
 * What stands in the way of all calls of a sort alike: a setting that is missing, a credential that is refused, a
 * host that cannot be reached, a rate limit of which nothing is left. The first call that meets it tells; sixty roles are not sixty errors.
 */

import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Diagnostic, Diagnostics } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { Answer, ApiFailure, ParentId, RoleApi } from '../platforms/role-api.js'
import { failureDiagnostic } from './diagnose.js'
import { inputsOf, labelOf } from './role-attributes.js'
import type { SettingsProblem } from './settings.js'
import type { Subject } from './subject.js'

type Why = ApiFailure | SettingsProblem

/** An operation, as far as it tells of a cause. */
type Failing = Subject & { readonly client: { readonly causes: Causes } }

export type Causes = {
  /** The operations, which fail at once where one of their sort has met a lasting cause. */
  guard(api: RoleApi, subject: Subject): RoleApi
  /** One call that only reads, under the same rule. */
  ask<Value>(subject: Subject, parent: ParentId, call: () => Promise<Answer<Value>>): Promise<Answer<Value>>
  /** Whether the platform has answered a call about an organization, team or tenant in this run. */
  hasAnswered(subject: Subject, parent: ParentId): boolean
  /** Whether nobody has been told of this failure, or of what the text stands for; from now on somebody has. */
  isNews(why: Why | string): boolean
}

const isUnreachable = (failure: ApiFailure): boolean => failure.unreachable ?? false

/** A credential may be good for one sort of call and not for another, and a host is there for all or none. */
const lastingKey = (
  { adapter, roleType }: Subject,
  parent: ParentId,
  writes: boolean,
  failure: ApiFailure,
): string | null => {
  if (isUnreachable(failure)) return adapter.platform.key
  return failure.kind === 'unauthenticated' ? credentialKey({ adapter, roleType }, parent, writes) : null
}

const credentialKey = ({ adapter, roleType }: Subject, parent: ParentId, writes: boolean): string =>
  JSON.stringify([adapter.platform.key, roleType.name, parent, writes])

const parentKey = ({ adapter }: Subject, parent: ParentId): string => JSON.stringify([adapter.platform.key, parent])

export const createCauses = (): Causes => {
  const lasting = new Map<string, ApiFailure>()
  const answered = new Set<string>()
  const told = new Set<Why | string>()
  const firsts = new WeakMap<Why, ApiFailure>()
  /** By platform. Not lasting: what is left of a limit is known where requests are sent, and there is more in a while. */
  const limited = new Map<string, ApiFailure>()

  /** One cause to tell of, but whether a request may have been carried out is each call's own. */
  const sameCause = (first: ApiFailure, ambiguous: boolean): ApiFailure => {
    if (first.ambiguous === ambiguous) return first
    const own = { ...first, ambiguous }
    firsts.set(own, first)
    return own
  }

  const run = async <Value>(
    subject: Subject,
    parent: ParentId,
    writes: boolean,
    call: () => Promise<Answer<Value>>,
  ): Promise<Answer<Value>> => {
    const { key } = subject.adapter.platform
    const known = lasting.get(key) ?? lasting.get(credentialKey(subject, parent, writes))
    if (known) return { ok: false, failure: sameCause(known, false) }
    const answer = await call()
    if (answer.ok) {
      answered.add(parentKey(subject, parent))
      return answer
    }
    const found = lastingKey(subject, parent, writes, answer.failure)
    if (found === null) {
      if (answer.failure.status !== null) answered.add(parentKey(subject, parent))
      if (answer.failure.kind !== 'rate-limited') return answer
      const first = limited.get(key) ?? answer.failure
      limited.set(key, first)
      return { ok: false, failure: sameCause(first, answer.failure.ambiguous) }
    }
    // Of calls that met it side by side one is told, so all have the same failure.
    const first = lasting.get(found) ?? answer.failure
    lasting.set(found, first)
    return { ok: false, failure: sameCause(first, answer.failure.ambiguous) }
  }

  return {
    guard: (api, subject) => ({
      ...api,
      get: (parent, id, options) => run(subject, parent, false, () => api.get(parent, id, options)),
      list: (parent, options) => run(subject, parent, false, () => api.list(parent, options)),
      create: (parent, attributes, options) =>
        run(subject, parent, true, () => api.create(parent, attributes, options)),
      update: (parent, id, change, options) =>
        run(subject, parent, true, () => api.update(parent, id, change, options)),
      delete: (parent, id, options) => run(subject, parent, true, () => api.delete(parent, id, options)),
    }),
    ask: (subject, parent, call) => run(subject, parent, false, call),
    hasAnswered: (subject, parent) => answered.has(parentKey(subject, parent)),
    isNews: (why) => {
      const cause = typeof why === 'string' ? why : (firsts.get(why) ?? why)
      if (told.has(cause)) return false
      told.add(cause)
      return true
    },
  }
}

const diagnosticOf = ({ roleType }: Subject, why: Why): Diagnostic =>
  'problem' in why ? why.problem : failureDiagnostic(why, inputsOf(roleType))

/** In a plan one error is enough, since a plan with an error is never applied. */
export const planErrors = (operation: Failing, why: Why): Diagnostics =>
  operation.client.causes.isNews(why) ? [diagnosticOf(operation, why)] : []

const reasonOf = ({ adapter }: Subject, why: Why): string => {
  const { title } = adapter.platform
  if ('problem' in why) return `${title} is not configured`
  if (why.kind === 'unauthenticated') return `${title} does not accept the credential`
  if (why.kind === 'rate-limited') return `nothing is left of the rate limit of ${title}`
  return isUnreachable(why) ? `${title} cannot be reached` : `${title} could not be asked`
}

const notDone = (why: Why, label: string, doing: string): string =>
  'problem' in why || !why.ambiguous
    ? `The role ${label} was not ${doing}`
    : `Whether the role ${label} was ${doing} is not known`

/** In an apply every role that was not written has its error; the cause is explained with the first. */
export const applyErrors = (
  operation: Failing,
  why: Why,
  { role, doing }: { readonly role: AttributeValues; readonly doing: 'created' | 'updated' | 'deleted' },
): Diagnostics =>
  operation.client.causes.isNews(why)
    ? [diagnosticOf(operation, why)]
    : [
        error(
          `${notDone(why, JSON.stringify(labelOf(role, operation.roleType)), doing)}: ${reasonOf(operation, why)}`,
          '',
        ),
      ]

/** What has no state without an answer is an error, also where the cause has been told: then a short one. */
const missingError = (operation: Failing, why: Why, missing: string): Diagnostic =>
  operation.client.causes.isNews(why)
    ? diagnosticOf(operation, why)
    : error(`${missing}: ${reasonOf(operation, why)}`, '')

export const importError = (operation: Failing, why: Why, wanted: string): Diagnostic =>
  missingError(operation, why, `${JSON.stringify(wanted)} was not imported`)

/** `type` is that of the data source. */
export const dataSourceError = (operation: Failing, why: Why, type: string): Diagnostic =>
  missingError(operation, why, `The data source ${type} was not read`)
