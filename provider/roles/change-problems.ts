/** What there is to say of a change to a role: why it cannot be made, and what it takes away. */

import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Diagnostic, Diagnostics } from '../framework/diagnostic.js'
import { present } from '../framework/diagnostic.js'
import type { PrivateState } from '../framework/resource.js'
import { builtInChange } from './built-in.js'
import { hasUnknown } from './canonical.js'
import { failureDiagnostic } from './diagnose.js'
import { leaving, notDeletable } from './leaving.js'
import type { RoleOperation } from './operation.js'
import { obstacle } from './options/replacement.js'
import { inputsOf, inputValues, replacingOf, sameIn } from './role-attributes.js'
import type { RoleState } from './role-state.js'
import type { Subject } from './subject.js'
import { lifted } from './warnings/lifted.js'
import { renamed } from './warnings/renamed.js'
import { losesRoleManagement } from './warnings/role-management.js'
import { withWayOut } from './way-out.js'

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
export const replaces = ({ roleType }: Subject, prior: RoleState, planned: AttributeValues): boolean =>
  !sameIn(replacingOf(roleType), planned, prior.role)

/** The attribute by which a role goes to another organization, team or tenant, which makes a new one. */
export const leaves = ({ roleType }: Subject, prior: RoleState, planned: AttributeValues): readonly string[] => {
  const { attributes, parent } = roleType
  const attribute = parent && attributes[parent.attribute]
  if (!parent || !attribute?.replace) return []
  return sameIn({ [parent.attribute]: attribute }, planned, prior.role) ? [] : [parent.attribute]
}

const changeWarnings = (operation: RoleOperation, prior: RoleState, planned: AttributeValues, known: PrivateState) => {
  const catalog = operation.client.catalog(operation.adapter)
  const warnings = [renamed(operation, prior.role, planned), lifted(operation, prior.role, planned)]
  // A role that is deleted takes along all that it granted, and that is one warning.
  const goes = replaces(operation, prior, planned)
    ? leaving(operation, prior, known)
    : losesRoleManagement(operation, prior.role, planned, catalog)
  return present([goes, ...warnings])
}

export const changeProblems = (
  operation: RoleOperation,
  prior: RoleState,
  planned: AttributeValues,
  known: PrivateState,
): Diagnostics => {
  if (sameIn(inputsOf(operation.roleType), planned, prior.role)) return []
  const isReplaced = replaces(operation, prior, planned)
  const stays = isReplaced ? obstacle(operation, prior, planned) : null
  if (stays) return [stays]
  const own = builtInChange(operation, prior.role)
  if (own?.severity === 'error') return [own]
  const refusal = isReplaced ? notDeletable(operation, prior) : impossible(operation, prior, planned)
  return refusal ? [refusal] : [...present([own]), ...changeWarnings(operation, prior, planned, known)]
}
