import { checkCatalog } from '@rolecall/shared/check/check-role.js'
import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { applySeverity } from '@rolecall/shared/rules/severity.js'
import type { Diagnostic, Diagnostics } from '../framework/diagnostic.js'
import type { PlanDestroyOutcome, PlanOutcome, PlanRequest, PrivateState } from '../framework/resource.js'
import type { ValueRecord } from '../value/value.js'
import { askOnce } from './ask-once.js'
import { plannedBlastRadius } from './blast-radius.js'
import { builtInChange, undeletable } from './built-in.js'
import { hasUnknown } from './canonical.js'
import { failureDiagnostic, problemDiagnostics } from './diagnose.js'
import { limitChange } from './limit.js'
import type { RoleOperation } from './operation.js'
import { forgotten, isForgotten } from './options/forget.js'
import { protectionOf } from './options/protection.js'
import { markedObstacle, markObstacle, obstacle } from './options/replacement.js'
import { claimDestroyed, claimPlanned, markForReplacement } from './owners.js'
import { heldIn, movedDefault, plannedParent, staysIn } from './parent.js'
import { inputsOf, inputValues, replacingOf, sameIn } from './role-attributes.js'
import type { RoleState } from './state.js'
import { ratingOf, roleStateIn } from './state.js'
import type { Subject } from './subject.js'
import { deleted } from './warnings/deleted.js'
import { tokenHolders } from './warnings/held-by-tokens.js'
import { lifted } from './warnings/lifted.js'
import { renamed } from './warnings/renamed.js'
import { losesRoleManagement } from './warnings/role-management.js'
import { isTold, tell } from './warnings/told.js'
import { withWayOut } from './way-out.js'

const present = (diagnostics: readonly (Diagnostic | null | undefined)[]): Diagnostics =>
  diagnostics.filter((diagnostic) => diagnostic !== null && diagnostic !== undefined)

/** What the catalog says about the planned role. */
const catalogProblems = (
  { adapter, client, roleType }: RoleOperation,
  role: AttributeValues,
  prior: RoleState | null,
): Diagnostics => {
  const { limit, severities } = client
  const catalog = client.catalog(adapter)
  const found = checkCatalog({ type: roleType.name, key: null, attributes: role }, { catalog, limit, patterns: false })
  const problems = limitChange(
    applySeverity(found, severities),
    { roleType, catalog, limit },
    prior?.role ?? null,
    role,
  )
  return problemDiagnostics(problems, inputsOf(roleType)).map(withWayOut)
}

/** Why the platform cannot make the change, as far as that is known beforehand. */
const impossible = (operation: RoleOperation, prior: RoleState, planned: AttributeValues): Diagnostic | null => {
  const { client, roleType } = operation
  const change = { prior: inputValues(prior.role, roleType), planned: inputValues(planned, roleType) }
  if (Object.values(change.planned).some(hasUnknown)) return null
  const reached = client.apiFor(operation)
  const failure = 'api' in reached ? reached.api.planUpdate?.(change) : null
  return failure ? withWayOut(failureDiagnostic(failure, inputsOf(roleType))) : null
}

/** Terraform replaces by deleting and creating, and asks about the deletion only in a destroy. */
const replaces = ({ roleType }: Subject, prior: RoleState, planned: AttributeValues): boolean =>
  !sameIn(replacingOf(roleType), planned, prior.role)

/** The attribute by which a role goes to another organization, team or tenant, which makes a new one. */
const leaves = ({ roleType }: Subject, prior: RoleState, planned: AttributeValues): readonly string[] => {
  const { attributes, parent } = roleType
  const attribute = parent && attributes[parent.attribute]
  if (!parent || !attribute?.replace) return []
  return sameIn({ [parent.attribute]: attribute }, planned, prior.role) ? [] : [parent.attribute]
}

/** Why a role cannot be deleted, as far as it would be. */
const notDeletable = (operation: RoleOperation, prior: RoleState): Diagnostic | null =>
  isForgotten(prior) ? null : undeletable(operation, prior.role)

/** What happens to a role that goes. */
const leaving = (operation: RoleOperation, prior: RoleState): Diagnostic | null =>
  isForgotten(prior)
    ? forgotten(operation, prior)
    : deleted(operation, prior.role, operation.client.catalog(operation.adapter))

const changeWarnings = (operation: RoleOperation, prior: RoleState, planned: AttributeValues) => {
  const catalog = operation.client.catalog(operation.adapter)
  const warnings = [renamed(operation, prior.role, planned), lifted(operation, prior.role, planned)]
  // A role that is deleted takes along all that it granted, and that is one warning.
  const goes = replaces(operation, prior, planned)
    ? leaving(operation, prior)
    : losesRoleManagement(operation, prior.role, planned, catalog)
  return present([goes, ...warnings])
}

const changeProblems = (operation: RoleOperation, prior: RoleState, planned: AttributeValues): Diagnostics => {
  if (sameIn(inputsOf(operation.roleType), planned, prior.role)) return []
  const isReplaced = replaces(operation, prior, planned)
  const stays = isReplaced ? obstacle(operation, prior, planned) : null
  if (stays) return [stays]
  const own = builtInChange(operation, prior.role)
  if (own?.severity === 'error') return [own]
  const refusal = isReplaced ? notDeletable(operation, prior) : impossible(operation, prior, planned)
  return refusal ? [refusal] : [...present([own]), ...changeWarnings(operation, prior, planned)]
}

/** Where not even the credential is set, that is said, with what else is missing. */
const isConfigured = (operation: RoleOperation): boolean => {
  const reached = operation.client.apiFor(operation)
  return 'api' in reached || reached.late
}

/** A role that stays as it is costs no request; one that will be written is not planned against a platform that is not there. */
const isWritten = ({ roleType }: Subject, planned: AttributeValues, prior: RoleState | null): boolean =>
  prior === null || !sameIn(inputsOf(roleType), planned, prior.role)

export const planRole = async (operation: RoleOperation, request: PlanRequest): Promise<PlanOutcome> => {
  const { adapter, client, roleType } = operation
  const fallback = client.defaultParent(adapter)
  const { parent, problem } = plannedParent(adapter, roleType, fallback, request)
  const placed: ValueRecord = { ...request.planned, ...(roleType.parent && { [roleType.parent.attribute]: parent }) }
  const held = request.prior && heldIn(operation, request.prior, request.config)
  const prior = held && roleStateIn(held, roleType)
  const { role } = roleStateIn(held ? staysIn(roleType, { ...request, planned: placed }, held) : placed, roleType)
  const asked = isWritten(operation, role, prior) ? await askOnce(operation, role) : []
  const isUpdate = prior !== null && !replaces(operation, prior, role)
  const holders = isUpdate ? await tokenHolders(operation, prior.role, role) : null
  const unplaced =
    problem &&
    isConfigured(operation) &&
    client.causes.isNews(`no ${roleType.parent?.attribute ?? ''} of ${adapter.platform.key}`)
  return {
    planned: { ...placed, blast_radius: plannedBlastRadius(ratingOf(operation), role, prior) },
    diagnostics: [
      ...present([unplaced ? problem : null, movedDefault(roleType, fallback, request)]),
      ...asked,
      ...present([claimPlanned(operation, { prior, planned: role, private: request.private })]),
      ...(prior ? changeProblems(operation, prior, role) : present([markedObstacle(operation, request.private, role)])),
      ...present([holders]),
      ...catalogProblems(operation, role, prior),
    ],
    replace: prior ? leaves(operation, prior, role) : [],
    private: prior
      ? {
          ...markObstacle(tell(request.private, replaces(operation, prior, role)), operation, prior, role),
          ...markForReplacement(operation, prior),
        }
      : tell({}, isTold(request.private)),
  }
}

export const planRoleDestroy = (
  operation: RoleOperation,
  { prior, private: known }: { readonly prior: ValueRecord; readonly private: PrivateState },
): PlanDestroyOutcome => {
  const state = roleStateIn(heldIn(operation, prior), operation.roleType)
  const problem = protectionOf(operation, state) ?? notDeletable(operation, state) ?? leaving(operation, state)
  // What is forgotten is nobody's yet, and another resource may have it.
  const claimed = isForgotten(state) ? null : claimDestroyed(operation, state.role)
  return { diagnostics: present([claimed, problem]), private: tell(known, true) }
}
