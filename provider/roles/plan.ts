import type { Attribute } from '@rolecall/shared/model/attribute.js'
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
import { carryGranted, grantedBy, targetOf } from './options/permissions-mode.js'
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

/** Whether a write will be sent. It decides what is known in the plan, and the apply goes by that. */
const isWritten = ({ roleType }: Subject, planned: AttributeValues, prior: RoleState | null): boolean =>
  prior === null || !sameIn(inputsOf(roleType), planned, prior.role)

const namesWhere = ({ attributes }: RoleType, isWanted: (name: string, attribute: Attribute) => boolean) =>
  Object.entries(attributes).flatMap(([name, attribute]) => (isWanted(name, attribute) ? [name] : []))

/** What the platform computed, where nothing is sent that could change it. */
const unchangedIn = (roleType: RoleType, placed: ValueRecord, prior: ValueRecord): ValueRecord => {
  const names = namesWhere(roleType, (name, { presence }) => presence === 'computed' || placed[name] === unknown)
  return Object.fromEntries(names.map((name) => [name, prior[name] ?? null]))
}

/** What the platform computes with every write. */
const changingIn = (roleType: RoleType): ValueRecord =>
  Object.fromEntries(namesWhere(roleType, (_, { computed }) => computed === 'changes').map((name) => [name, unknown]))

const plannedObject = (
  operation: RoleOperation,
  placed: ValueRecord,
  { prior, held, target }: { prior: ValueRecord | null; held: RoleState | null; target: AttributeValues },
): ValueRecord => {
  const { roleType } = operation
  if (prior !== null && !isWritten(operation, target, held)) {
    return { ...placed, ...unchangedIn(roleType, placed, prior), [effectiveName]: prior[effectiveName] ?? null }
  }
  const blastRadius = plannedBlastRadius(ratingOf(operation), target, held)
  return { ...placed, ...changingIn(roleType), [effectiveName]: unknown, blast_radius: blastRadius }
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
  const target = isUpdate ? targetOf(roleType, { prior, planned }, known) : role
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
      : carryGranted(known, tell({}, isTold(known))),
  }
}

export const planRoleDestroy = (
  operation: RoleOperation,
  { prior, private: known }: { readonly prior: ValueRecord; readonly private: PrivateState },
): PlanDestroyOutcome => {
  const { roleType } = operation
  const saved = roleStateIn(heldIn(operation, prior), roleType)
  // All that the platform has goes, and not only the resource's own.
  const state = { ...saved, role: heldRole(saved, roleType) }
  const problem = protectionOf(operation, state) ?? notDeletable(operation, state) ?? leaving(operation, state, known)
  // What is forgotten is nobody's yet, and another resource may have it, unless something is taken back.
  const claimed = isForgotten(state) && grantedBy(known) === null ? null : claimDestroyed(operation, state.role)
  return { diagnostics: present([claimed, problem]), private: tell(known, true) }
}
