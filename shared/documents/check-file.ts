import type { Catalog } from '../catalog/catalog.js'
import { checkRole } from '../check/check-role.js'
import type { SeverityMap } from '../check/severity.js'
import type { LocatedProblem } from '../model/problem.js'
import type { Risk } from '../model/risk.js'
import { platformOf } from '../platforms/registry.js'
import { createDocumentCheck } from './check-document.js'
import type { RoleDocument } from './document.js'

export type FileCheck = {
  readonly catalogs: (platform: string) => Catalog
  /** The highest blast radius that is allowed; null: any. */
  readonly limit: Risk | null
  readonly severity: SeverityMap
  /** At synth a pattern without a match is an error, since it would deploy nothing. */
  readonly emptyPatternIsError: boolean
}

/** All rules for documents, as lint, synth and the editor apply them. Keeps what it said of roles that did not change. */
export const createFileCheck = ({
  catalogs,
  limit,
  severity,
  emptyPatternIsError,
}: FileCheck): ((document: RoleDocument) => readonly LocatedProblem[]) =>
  createDocumentCheck({
    checkRole: ({ role, type, partial }) =>
      type ? checkRole(role, { catalog: catalogs(platformOf(type).key), limit, patterns: true, partial }) : [],
    severityOf: (code) => severity[code] ?? (code === 'RC010' && emptyPatternIsError ? 'error' : null),
  })
