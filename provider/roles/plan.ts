import type { AttributeValues, RoleType } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { present } from '../framework/diagnostic.js'
import type { PlanDestroyOutcome, PlanOutcome, PlanRequest, PrivateState } from '../framework/resource.js'
import type { ValueRecord } from '../value/value.js'
import { askOnce } from './ask-once.js'
import { plannedBlastRadius } from './blast-radius.js'
import { catalogProblems } from './catalog-problems.js'
import { changeProblems, leaves, replaces } from './change-problems.js'
import { leaving, notDeletable } from './leaving.js'
import type { RoleOperation } from './operation.js'
import { isForgotten } from './options/forget.js'
import { targetOf } from './options/permissions-mode.js'
import { protectionOf } from './options/protection.js'
import { markedObstacle, markObstacle } from './options/replacement.js'
import { claimDestroyed, claimPlanned, markForReplacement } from './owners.js'
import { heldIn, movedDefault, plannedParent, staysIn } from './parent.js'
import { inputsOf, sameIn } from './role-attributes.js'
import type { RoleState } from './role-state.js'
import { effectiveName, heldRole, roleStateIn } from './role-state.js'
import { ratingOf } from './state.js'
import type { Subject } from './subject.js'
import { tokenHolders } from './warnings/held-by-tokens.js'
import { othersPermissions } from './warnings/others-permissions.js'
import { isTold, tell } from './warnings/told.js'

/** Where not even the credential is set, that is said, with what else is missing. */
const isConfigured = (operation: RoleOperation): boolean => {
  const reached = operation.client.apiFor(operation)
  return 'api' in reached || reached.late
}

/** A role that stays as it is costs no request; one that will be written is not planned against a platform that is not there. */
const isWritten = ({ roleType }: Subject, planned: AttributeValues, prior: RoleState | null): boolean =>
  prior === null || !sameIn(inputsOf(roleType), planned, prior.role)

/** What the platform computed, where nothing is sent that could change it. */
const computedIn = ({ attributes }: RoleType, prior: ValueRecord): ValueRecord =>
  Object.fromEntries(
    Object.keys(attributes)
      .filter((name) => attributes[name]?.presence === 'computed')
      .map((name) => [name, prior[name] ?? null]),
  )

const plannedObject = (
  operation: RoleOperation,
  placed: ValueRecord,
  { prior, held, target }: { prior: ValueRecord | null; held: RoleState | null; target: AttributeValues },
): ValueRecord => {
  const { roleType } = operation
  if (prior !== null && !isWritten(operation, target, held)) {
    return { ...placed, ...computedIn(roleType, prior), [effectiveName]: prior[effectiveName] ?? null }
  }
  const blastRadius = plannedBlastRadius(ratingOf(operation), target, held)
  return { ...placed, [effectiveName]: unknown, blast_radius: blastRadius }
}

export const planRole = async (operation: RoleOperation, request: PlanRequest): Promise<PlanOutcome> => {
  const { adapter, client, roleType } = operation
  const { private: known } = request
  const fallback = client.defaultParent(adapter)
  const { parent, problem } = plannedParent(adapter, roleType, fallback, request)
  const placed: ValueRecord = { ...request.planned, ...(roleType.parent && { [roleType.parent.attribute]: parent }) }
  const saved = request.prior && heldIn(operation, request.prior, request.config)
  const prior = saved && roleStateIn(saved, roleType)
  const planned = roleStateIn(saved ? staysIn(roleType, { ...request, planned: placed }, saved) : placed, roleType)
  const { role } = planned
  const isUpdate = prior !== null && !replaces(operation, prior, role)
  const target = isUpdate ? targetOf(roleType, prior, planned, known) : role
  // What the platform has is what a change is measured against.
  const held = prior && { ...prior, role: heldRole(prior, roleType) }
  const asked = isWritten(operation, target, held) ? await askOnce(operation, role) : []
  const holders = isUpdate && held ? await tokenHolders(operation, held.role, target) : null
  const unplaced =
    problem &&
    isConfigured(operation) &&
    client.causes.isNews(`no ${roleType.parent?.attribute ?? ''} of ${adapter.platform.key}`)
  return {
    planned: plannedObject(operation, placed, { prior: request.prior, held, target }),
    diagnostics: [
      ...present([unplaced ? problem : null, movedDefault(roleType, fallback, request)]),
      ...asked,
      ...present([claimPlanned(operation, { prior, planned: role, private: known })]),
      ...(held ? changeProblems(operation, held, target, known) : present([markedObstacle(operation, known, role)])),
      ...(isUpdate ? othersPermissions(operation, { prior, planned, target }) : []),
      ...present([holders]),
      ...catalogProblems(operation, { own: role, target }, held?.role ?? null),
    ],
    replace: prior ? leaves(operation, prior, role) : [],
    private: prior
      ? {
          ...markObstacle(tell(known, replaces(operation, prior, role)), operation, prior, role),
          ...markForReplacement(operation, prior),
        }
      : tell({}, isTold(known)),
  }
}

export const planRoleDestroy = (
  operation: RoleOperation,
  { prior, private: known }: { readonly prior: ValueRecord; readonly private: PrivateState },
): PlanDestroyOutcome => {
  const state = roleStateIn(heldIn(operation, prior), operation.roleType)
  const problem = protectionOf(operation, state) ?? notDeletable(operation, state) ?? leaving(operation, state, known)
  // What is forgotten is nobody's yet, and another resource may have it.
  const claimed = isForgotten(state) ? null : claimDestroyed(operation, state.role)
  return { diagnostics: present([claimed, problem]), private: tell(known, true) }
}
