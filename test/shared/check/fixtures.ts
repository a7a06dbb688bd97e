import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { shippedCatalog } from '@rolecall/shared/catalog/catalog.js'
import type { RoleOptions } from '@rolecall/shared/check/check-role.js'
import { checkRole } from '@rolecall/shared/check/check-role.js'
import type { Problem, ProblemCode } from '@rolecall/shared/model/problem.js'
import type { AttributeValues, Role } from '@rolecall/shared/model/role.js'
import { findRoleType, platformOf } from '@rolecall/shared/platforms/registry.js'

export const role = (type: string, attributes: AttributeValues): Role => ({ type, key: 'key', attributes })

export const astroRole = (attributes: AttributeValues = {}): Role =>
  role('astro_role', { name: 'Viewer', scope_type: 'DEPLOYMENT', permissions: ['deployment.get'], ...attributes })

export const orgRole = (attributes: AttributeValues = {}): Role =>
  role('northflank_org_role', { name: 'Developer', permissions: { org_scope: [] }, ...attributes })

export const teamRole = (attributes: AttributeValues = {}): Role =>
  role('northflank_team_role', { team_id: 'platform', name: 'Developer', permissions: {}, ...attributes })

export const jitsudoRole = (attributes: AttributeValues = {}): Role =>
  role('jitsudo_role', { slug: 'auditor', name: 'Auditor', scopes: ['audit.read'], ...attributes })

const catalogOf = ({ type }: Role): Catalog => {
  const roleType = findRoleType(type)
  if (!roleType) throw new Error(`${type} is no role type`)
  return shippedCatalog(platformOf(roleType))
}

export const check = (subject: Role, options: Partial<RoleOptions> = {}): readonly Problem[] =>
  checkRole(subject, { catalog: catalogOf(subject), limit: null, patterns: true, partial: false, ...options })

/** `code path message [suggestions]` of each problem; of one code only, where one is given. */
export const said = (problems: readonly Problem[], code?: ProblemCode): readonly string[] =>
  problems
    .filter((problem) => code === undefined || problem.code === code)
    .map(({ path, message, suggestions, ...problem }) => {
      const fixes = suggestions.length > 0 ? ` [${suggestions.join(', ')}]` : ''
      return `${problem.code} ${path.join('.')}: ${message}${fixes}`
    })
