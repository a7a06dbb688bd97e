import { applySeverity } from '@rolecall/shared/check/severity.js'
import { checkCatalog } from '@rolecall/shared/check/check-role.js'
import { error, warning } from '../framework/diagnostic.js'
import { askOnce } from './ask-once.js'
import { plannedBlastRadius } from './blast-radius.js'
import { hasUnknown } from './canonical.js'
import { failureDiagnostic, problemDiagnostics } from './diagnose.js'
import { limitChange } from './limit.js'
import { movedDefault, plannedPlace } from './place.js'
import { inputsOf, inputValues, labelOf, replacingOf, sameIn } from './role-attributes.js'
import { claimDestroyed, claimPlanned, markForReplacement } from './owners.js'
import { heldIn, ratingOf } from './state.js'
import { withWayOut } from './way-out.js'
import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Diagnostic, Diagnostics } from '../framework/diagnostic.js'
import type { PlanOutcome, PlanRequest } from '../framework/resource.js'
import type { ValueRecord } from '../value/value.js'
import type { RoleClient } from './client.js'
import type { Held, Subject } from './state.js'

const present = (diagnostics: readonly (Diagnostic | null | undefined)[]): Diagnostics =>
  diagnostics.filter((diagnostic) => diagnostic !== null && diagnostic !== undefined)

/** What the catalog says about the planned role. */
const catalogProblems = (
  { adapter, roleType }: Subject,
  client: RoleClient,
  role: AttributeValues,
  prior: Held | null,
): Diagnostics => {
  const { limit, severities } = client
  const catalog = client.catalog(adapter)
  const found = checkCatalog({ type: roleType.name, key: null, attributes: role }, { catalog, limit, patterns: false })
  const problems = limitChange(applySeverity(found, severities), { roleType, catalog, limit }, prior?.role ?? null, role)
  return problemDiagnostics(problems, inputsOf(roleType)).map(withWayOut)
}

/** Roles that a platform made for itself cannot change, and no request is needed to know that. */
const systemRole = ({ adapter, roleType }: Subject, { role }: Held, doing: 'changed' | 'deleted'): Diagnostic | null =>
  role['is_system'] === true
    ? error(
        `The role ${JSON.stringify(labelOf(role, roleType))} belongs to ${adapter.platform.title} and cannot be ${doing}`,
        doing === 'deleted'
          ? 'To leave it alone and out of this configuration, use a removed block with destroy = false, or `terraform state rm`.'
          : 'Bring the configuration in line with the role as it is, or take it out with a removed block that has destroy = false.',
      )
    : null

/** Why the platform cannot make the change, as far as that is known beforehand. */
const impossible = (subject: Subject, client: RoleClient, prior: Held, planned: AttributeValues): Diagnostic | null => {
  const { adapter, roleType } = subject
  const change = { prior: inputValues(prior.role, roleType), planned: inputValues(planned, roleType) }
  if (Object.values(change.planned).some(hasUnknown)) return null
  const reached = client.reach(adapter, roleType)
  const failure = 'api' in reached ? reached.api.planUpdate?.(change) : null
  return failure ? withWayOut(failureDiagnostic(failure, inputsOf(roleType))) : null
}

/** One summary for all roles: Terraform then shows the first of them and counts the others. */
const deletion = ({ adapter, roleType }: Subject, { role }: Held): Diagnostic | null =>
  adapter.deletion
    ? warning(adapter.deletion.summary, `The role ${JSON.stringify(labelOf(role, roleType))} is deleted. ${adapter.deletion.detail}`)
    : null

/** Terraform replaces by deleting and creating, and asks about the deletion only in a destroy. */
const replaces = ({ roleType }: Subject, prior: Held, planned: AttributeValues): boolean =>
  !sameIn(replacingOf(roleType), planned, prior.role)

const changeProblems = (subject: Subject, client: RoleClient, prior: Held, planned: AttributeValues): Diagnostics => {
  if (sameIn(inputsOf(subject.roleType), planned, prior.role)) return []
  const system = systemRole(subject, prior, 'changed')
  if (system) return [system]
  if (replaces(subject, prior, planned)) return present([deletion(subject, prior)])
  return present([impossible(subject, client, prior, planned)])
}

/** Where not even the credential is set, that is said, with what else is missing. */
const isConfigured = ({ adapter, roleType }: Subject, client: RoleClient): boolean => {
  const reached = client.reach(adapter, roleType)
  return 'api' in reached || reached.late
}

/** A role that stays as it is costs no request; one that will be written is not planned against a platform that is not there. */
const isWritten = ({ roleType }: Subject, planned: AttributeValues, prior: Held | null): boolean =>
  prior === null || !sameIn(inputsOf(roleType), planned, prior.role)

export const planRole = async (
  subject: Subject,
  request: PlanRequest,
  client: RoleClient,
  signal: AbortSignal,
): Promise<PlanOutcome> => {
  const { adapter, roleType } = subject
  const fallback = client.defaultPlace(adapter)
  const { place, problem } = plannedPlace(adapter, roleType, fallback, request)
  const placed: ValueRecord = { ...request.planned, ...(roleType.place !== null && { [roleType.place]: place }) }
  const { role } = heldIn(placed, roleType)
  const prior = request.prior && heldIn(request.prior, roleType)
  const asked = isWritten(subject, role, prior) ? await askOnce(subject, role, client, signal) : []
  const unplaced = problem && isConfigured(subject, client) && client.causes.isNews(`no ${roleType.place} of ${adapter.platform.key}`)
  return {
    planned: { ...placed, blast_radius: plannedBlastRadius(ratingOf(subject, client), role, prior) },
    diagnostics: [
      ...present([unplaced ? problem : null, movedDefault(roleType, fallback, request)]),
      ...asked,
      ...present([claimPlanned(subject, client, { prior, planned: role, replaced: request.replaced })]),
      ...(prior ? changeProblems(subject, client, prior, role) : []),
      ...catalogProblems(subject, client, role, prior),
    ],
    ...(prior && { private: { ...request.private, ...markForReplacement(subject, prior) } }),
  }
}

export const planRoleDestroy = (subject: Subject, record: ValueRecord, client: RoleClient): Diagnostics => {
  const held = heldIn(record, subject.roleType)
  return present([claimDestroyed(subject, client, held), systemRole(subject, held, 'deleted') ?? deletion(subject, held)])
}
