/** RC009 in the plan of a role that is there: the limit is for what a change leads to, and in nobody's way down. */

import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { grantedPermissions } from '@rolecall/shared/model/granted.js'
import type { Problem } from '@rolecall/shared/model/problem.js'
import type { Risk } from '@rolecall/shared/model/risk.js'
import { compareRisk } from '@rolecall/shared/model/risk.js'
import type { AttributeValues, RoleType } from '@rolecall/shared/model/role.js'
import type { Excess } from '@rolecall/shared/rules/blast-radius-limit.js'
import { blastRadiusLimit, permissionsAbove, sayAbove } from '@rolecall/shared/rules/blast-radius-limit.js'
import { labelOf } from './role-attributes.js'

type Limited = { readonly roleType: RoleType; readonly catalog: Catalog; readonly limit: Risk | null }

const aboveIn = (role: AttributeValues, limit: Risk, { roleType, catalog }: Limited): readonly Excess[] => {
  const granted = grantedPermissions({ type: roleType.name, key: null, attributes: role }, roleType)
  return permissionsAbove(granted, { catalog, limit, patterns: false })
}

/** Nothing above the limit is new, or the worst of it is less than it was. */
const isNoWorse = (planned: readonly Excess[], prior: readonly Excess[]): boolean => {
  const [worst, worstBefore] = [planned[0], prior[0]]
  if (!worst || !worstBefore) return !worst
  const known = new Set(prior.map(({ value }) => value))
  return compareRisk(worst.risk, worstBefore.risk) < 0 || planned.every(({ value }) => known.has(value))
}

/** An error stays one for a role that gets above the limit, or further; one that was there and stays is a warning. */
export const limitChange = (
  problems: readonly Problem[],
  limited: Limited,
  prior: AttributeValues | null,
  planned: AttributeValues,
): readonly Problem[] => {
  const { limit, roleType } = limited
  if (limit === null || prior === null) return problems
  return problems.map((problem) => {
    if (problem.code !== blastRadiusLimit.code || problem.severity !== 'error') return problem
    const above = aboveIn(planned, limit, limited)
    if (!isNoWorse(above, aboveIn(prior, limit, limited))) return problem
    const opening = `The blast radius of the role ${JSON.stringify(labelOf(planned, roleType))} stays`
    return { ...problem, severity: 'warning', message: sayAbove(above, limit, opening) ?? problem.message }
  })
}
