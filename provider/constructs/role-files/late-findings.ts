/** What only the whole stack tells of a role of a file: its provider's limit, and what code changed meanwhile. */
import { checkLimit, checkRole } from '@rolecall/shared/check/check-role.js'
import { spanOf } from '@rolecall/shared/documents/locate.js'
import type { Problem } from '@rolecall/shared/model/problem.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import { applySeverity, severityAtSynth } from '@rolecall/shared/rules/severity.js'
import { problemLine } from '@rolecall/shared/text/other-places.js'
import { spanRange } from '@rolecall/shared/text/source.js'
import { inRole } from '../stack/in-role.js'
import type { Findings } from '../stack/report.js'
import { limitOf } from '../stack/stack-view.js'
import { rulesOf } from '../stack/synth-rules.js'
import { attributesToCheck } from '../tokens/attributes-to-check.js'
import { roleFromTokens } from '../tokens/role-from-tokens.js'
import { overriddenNames } from '../tokens/written-attributes.js'
import type { FileRole } from './file-role.js'
import { filePlace } from './file-role.js'

const lineInFile = ({ document, site }: FileRole, { path, ...problem }: Problem): string => {
  const span = spanOf(document, site, path)
  return problemLine({ ...problem, file: span.source.file, range: spanRange(span), role: site.role.key })
}

/** The file's own places say nothing of a role that is not what stands there. */
const lineInCode = (role: FileRole, problem: Problem): string =>
  `${filePlace(role)} ${inRole(problem)} It was changed by code after the file was read.`

const catalogFor = ({ resource }: FileRole, type: RoleType) => rulesOf(resource).catalogOf(platformOf(type).key)

const changedProblems = (role: FileRole, type: RoleType): readonly Problem[] => {
  const { resource } = role
  const { values, asWritten } = attributesToCheck(resource, resource.values)
  const seen = roleFromTokens(type, role.site.role.key ?? '', values, asWritten)
  const options = { catalog: catalogFor(role, type), limit: limitOf(resource), patterns: true, partial: false }
  return [...seen.problems, ...checkRole(seen.role, options)]
}

const limitProblems = (role: FileRole, type: RoleType): readonly Problem[] => {
  const limit = limitOf(role.resource)
  return limit === null ? [] : checkLimit(role.site.role, { catalog: catalogFor(role, type), limit, patterns: true })
}

export const lateFindings = (role: FileRole): Findings => {
  const { type, resource } = role
  const isChanged = resource.isChanged || overriddenNames(resource).length > 0
  const found = isChanged ? changedProblems(role, type) : limitProblems(role, type)
  const judged = applySeverity(found, severityAtSynth(rulesOf(resource).config.severity))
  const lines = (wanted: Problem['severity']) =>
    judged
      .filter(({ severity }) => severity === wanted)
      .map((problem) => (isChanged ? lineInCode(role, problem) : lineInFile(role, problem)))
  return { errors: lines('error'), warnings: lines('warning') }
}
