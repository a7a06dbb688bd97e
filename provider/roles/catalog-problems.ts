/** What the catalog says about a role that is planned. */

import { checkCatalog } from '@rolecall/shared/check/check-role.js'
import type { Risk } from '@rolecall/shared/model/risk.js'
import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { blastRadiusLimit } from '@rolecall/shared/rules/blast-radius-limit.js'
import { applySeverity } from '@rolecall/shared/rules/severity.js'
import type { Diagnostics } from '../framework/diagnostic.js'
import { problemDiagnostics } from './diagnose.js'
import { limitChange } from './limit.js'
import type { RoleOperation } from './operation.js'
import { inputsOf } from './role-attributes.js'
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
  const found =
    own === target
      ? check(own, limit)
      : [...check(own, null), ...check(target, limit).filter(({ code }) => code === blastRadiusLimit.code)]
  const problems = limitChange(applySeverity(found, severities), { roleType, catalog, limit }, held, target)
  return problemDiagnostics(problems, inputsOf(roleType)).map(withWayOut)
}
