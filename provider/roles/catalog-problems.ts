/** What the catalog says about a role that is planned. */

import { checkCatalog } from '@rolecall/shared/check/check-role.js'
import type { Risk } from '@rolecall/shared/model/risk.js'
import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { blastRadiusLimit } from '@rolecall/shared/rules/blast-radius-limit.js'
import { applySeverity } from '@rolecall/shared/rules/severity.js'
import type { Diagnostics } from '../framework/diagnostic.js'
import { hasUnknown } from './canonical.js'
import { problemDiagnostics } from './diagnose.js'
import { limitChange } from './limit.js'
import type { RoleOperation } from './operation.js'
import { inputsOf } from './role-attributes.js'
import { permissionsIn } from './role-permissions.js'
import { withWayOut } from './way-out.js'

/** As the resource has it, and as the platform will. */
type Planned = { readonly own: AttributeValues; readonly target: AttributeValues }

/** The limit is about all that the role will grant, the rest about what is written here. */
export const catalogProblems = (
  { adapter, client, roleType }: RoleOperation,
  { own, target }: Planned,
  held: AttributeValues | null,
): Diagnostics => {
  const { limit, severities } = client
  const catalog = client.catalog(adapter)
  const check = (role: AttributeValues, max: Risk | null) =>
    checkCatalog({ type: roleType.name, key: null, attributes: role }, { catalog, limit: max, patterns: false })
  // What is not known of the whole is at least what is written here.
  const whole = hasUnknown(permissionsIn(target, roleType)) ? own : target
  const found =
    own === whole
      ? check(own, limit)
      : [...check(own, null), ...check(whole, limit).filter(({ code }) => code === blastRadiusLimit.code)]
  const problems = limitChange(applySeverity(found, severities), { roleType, catalog, limit }, held, whole)
  return problemDiagnostics(problems, inputsOf(roleType)).map(withWayOut)
}
