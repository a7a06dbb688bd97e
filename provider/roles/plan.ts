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
import type { RoleClient } from './client.js'
import { failureDiagnostic, problemDiagnostics } from './diagnose.js'
import { limitChange } from './limit.js'
import { claimDestroyed, claimPlanned, markForReplacement } from './owners.js'
import { movedDefault, plannedParent } from './parent.js'
import { inputsOf, inputValues, replacingOf, sameIn } from './role-attributes.js'
import type { RoleState } from './state.js'
import { ratingOf, roleStateIn } from './state.js'
import type { Subject } from './subject.js'
import { deleted } from './warnings/deleted.js'
import { held } from './warnings/held-by-tokens.js'
import { lifted } from './warnings/lifted.js'
import { renamed } from './warnings/renamed.js'
import { losesRoleManagement } from './warnings/role-management.js'
import { isTold, tell } from './warnings/told.js'
import { withWayOut } from './way-out.js'

const present = (diagnostics: readonly (Diagnostic | null | undefined)[]): Diagnostics =>
  diagnostics.filter((diagnostic) => diagnostic !== null && diagnostic !== undefined)

/** What the catalog says about the planned role. */
const catalogProblems = (
  { adapter, roleType }: Subject,
  client: RoleClient,
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
const impossible = (
  subject: Subject,
  client: RoleClient,
  prior: RoleState,
  planned: AttributeValues,
): Diagnostic | null => {
  const { adapter, roleType } = subject
  const change = { prior: inputValues(prior.role, roleType), planned: inputValues(planned, roleType) }
  if (Object.values(change.planned).some(hasUnknown)) return null
  const reached = client.apiFor(adapter, roleType)
  const failure = 'api' in reached ? reached.api.planUpdate?.(change) : null
  return failure ? withWayOut(failureDiagnostic(failure, inputsOf(roleType))) : null
}

/** Terraform replaces by deleting and creating, and asks about the deletion only in a destroy. */
const replaces = ({ roleType }: Subject, prior: RoleState, planned: AttributeValues): boolean =>
  !sameIn(replacingOf(roleType), planned, prior.role)

const changeWarnings = (subject: Subject, client: RoleClient, prior: RoleState, planned: AttributeValues) => {
  const catalog = client.catalog(subject.adapter)
  const warnings = [renamed(subject, prior.role, planned), lifted(subject, prior.role, planned)]
  // A role that is deleted takes along all that it granted, and that is one warning.
  const goes = replaces(subject, prior, planned)
    ? deleted(subject, prior.role, catalog)
    : losesRoleManagement(subject, prior.role, planned, catalog)
  return present([goes, ...warnings])
}

const changeProblems = (
  subject: Subject,
  client: RoleClient,
  prior: RoleState,
  planned: AttributeValues,
): Diagnostics => {
  if (sameIn(inputsOf(subject.roleType), planned, prior.role)) return []
  const own = builtInChange(subject, prior.role)
  if (own?.severity === 'error') return [own]
  const isReplaced = replaces(subject, prior, planned)
  const refusal = isReplaced ? undeletable(subject, prior.role) : impossible(subject, client, prior, planned)
  return refusal ? [refusal] : [...present([own]), ...changeWarnings(subject, client, prior, planned)]
}

/** Where not even the credential is set, that is said, with what else is missing. */
const isConfigured = ({ adapter, roleType }: Subject, client: RoleClient): boolean => {
  const reached = client.apiFor(adapter, roleType)
  return 'api' in reached || reached.late
}

/** A role that stays as it is costs no request; one that will be written is not planned against a platform that is not there. */
const isWritten = ({ roleType }: Subject, planned: AttributeValues, prior: RoleState | null): boolean =>
  prior === null || !sameIn(inputsOf(roleType), planned, prior.role)

export const planRole = async (
  subject: Subject,
  request: PlanRequest,
  client: RoleClient,
  signal: AbortSignal,
): Promise<PlanOutcome> => {
  const { adapter, roleType } = subject
  const fallback = client.defaultParent(adapter)
  const { parent, problem } = plannedParent(adapter, roleType, fallback, request)
  const placed: ValueRecord = { ...request.planned, ...(roleType.parent && { [roleType.parent.attribute]: parent }) }
  const { role } = roleStateIn(placed, roleType)
  const prior = request.prior && roleStateIn(request.prior, roleType)
  const asked = isWritten(subject, role, prior) ? await askOnce(subject, role, client, signal) : []
  const isUpdate = prior !== null && !replaces(subject, prior, role)
  const holders = isUpdate ? await held(subject, client, { prior: prior.role, planned: role }, signal) : null
  const unplaced =
    problem &&
    isConfigured(subject, client) &&
    client.causes.isNews(`no ${roleType.parent?.attribute ?? ''} of ${adapter.platform.key}`)
  return {
    planned: { ...placed, blast_radius: plannedBlastRadius(ratingOf(subject, client), role, prior) },
    diagnostics: [
      ...present([unplaced ? problem : null, movedDefault(roleType, fallback, request)]),
      ...asked,
      ...present([claimPlanned(subject, client, { prior, planned: role, private: request.private })]),
      ...(prior ? changeProblems(subject, client, prior, role) : []),
      ...present([holders]),
      ...catalogProblems(subject, client, role, prior),
    ],
    private: prior
      ? { ...tell(request.private, replaces(subject, prior, role)), ...markForReplacement(subject, prior) }
      : tell({}, isTold(request.private)),
  }
}

export const planRoleDestroy = (
  subject: Subject,
  { prior, private: known }: { readonly prior: ValueRecord; readonly private: PrivateState },
  client: RoleClient,
): PlanDestroyOutcome => {
  const held = roleStateIn(prior, subject.roleType)
  const said = undeletable(subject, held.role) ?? deleted(subject, held.role, client.catalog(subject.adapter))
  return { diagnostics: present([claimDestroyed(subject, client, held), said]), private: tell(known, true) }
}
