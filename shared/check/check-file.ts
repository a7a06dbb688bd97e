import type { Catalog } from '../catalog/catalog.js'
import { isPattern } from '../catalog/pattern.js'
import type { RoleDocument, RoleSite } from '../documents/document.js'
import { grantedPermissions } from '../model/granted.js'
import type { Problem } from '../model/problem.js'
import type { Risk } from '../model/risk.js'
import type { AttributeValue, Path, Role } from '../model/role.js'
import { unknown } from '../model/unknown.js'
import { platformOf } from '../platforms/registry.js'
import { malformedPermission } from '../rules/malformed-permission.js'
import { problem } from '../rules/problem.js'
import type { SeverityMap } from '../rules/severity.js'
import type { LocatedProblem } from '../text/located-problem.js'
import { createDocumentCheck, remembering } from './check-document.js'
import { checkRole } from './check-role.js'

export type FileCheck = {
  readonly catalogs: (platform: string) => Catalog
  /** The highest blast radius that is allowed; null: any. */
  readonly limit: Risk | null
  readonly severity: SeverityMap
  /** Versions of a document follow each other, each read from the one before. */
  readonly versions?: boolean
}

/** Patterns where none may stand: some lists of a role in code take patterns, others do not. */
const strayPatterns = ({ role, type, patterns }: RoleSite): readonly Problem[] => {
  if (!type || !patterns) return []
  return grantedPermissions(role, type)
    .filter(({ value, path }) => isPattern(value) && !patterns.mayStandAt(path))
    .map(({ value, path }) =>
      problem(malformedPermission, path, `A pattern cannot stand here. ${patterns.instead(value)}`),
    )
}

/** A role with nothing to see at some paths. */
const withoutPatterns = (role: Role, stray: readonly Problem[]): Role => {
  const hidden = new Set(stray.map(({ path }) => JSON.stringify(path)))
  const hide = (value: AttributeValue, path: Path): AttributeValue => {
    if (typeof value !== 'object' || value === null) return hidden.has(JSON.stringify(path)) ? unknown : value
    if (Array.isArray(value)) return value.map((item: AttributeValue, index) => hide(item, [...path, index]))
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hide(inner, [...path, name])]))
  }
  return { ...role, attributes: hide(role.attributes, []) as Role['attributes'] }
}

/** All rules for documents, as lint, synth and the editor apply them. */
export const createFileCheck = ({
  catalogs,
  limit,
  severity,
  versions = false,
}: FileCheck): ((document: RoleDocument) => readonly LocatedProblem[]) => {
  const checkSite = (site: RoleSite): readonly Problem[] => {
    const { type, partial } = site
    if (!type) return []
    const options = { catalog: catalogs(platformOf(type).key), limit, patterns: true, partial }
    const stray = strayPatterns(site)
    return stray.length === 0
      ? checkRole(site.role, options)
      : [...stray, ...checkRole(withoutPatterns(site.role, stray), options)]
  }
  return createDocumentCheck({
    checkRole: versions ? remembering(checkSite) : checkSite,
    severityOf: (code) => severity[code] ?? null,
  })
}
