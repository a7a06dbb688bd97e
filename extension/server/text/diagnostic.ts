import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver'
import type { Diagnostic, DiagnosticRelatedInformation } from 'vscode-languageserver'
import { codes } from '@rolecall/shared/check/codes.js'
import { permissionSites } from '@rolecall/shared/documents/permission-site.js'
import { spanRange } from '@rolecall/shared/documents/source.js'
import type { LocatedProblem, ProblemCode, Severity } from '@rolecall/shared/model/problem.js'
import type { Client } from '../client.js'
import { permissionAt } from '../cursor/role-at.js'
import type { Around } from '../cursor/role-at.js'

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
}

const tags: Partial<Readonly<Record<ProblemCode, DiagnosticTag>>> = {
  RC002: DiagnosticTag.Unnecessary,
  RC004: DiagnosticTag.Deprecated,
  RC014: DiagnosticTag.Unnecessary,
}

/** More than anybody reads, and than an editor draws without stutter. */
const maximumDiagnostics = 10_000

/** The permission that a duplicate repeats. */
const firstOf = (opened: Around, { range, file }: LocatedProblem): DiagnosticRelatedInformation | null => {
  const { document } = opened
  const at = permissionAt(opened, document.source.offsetAt(range.start))
  if (!at) return null
  const list = JSON.stringify(at.site.path.slice(0, -1))
  const first = permissionSites(at.document, at.role).find(
    ({ value, path }) => value === at.site.value && JSON.stringify(path.slice(0, -1)) === list,
  )
  if (!first || first.content.start === at.site.content.start) return null
  return { location: { uri: file, range: spanRange(first.content) }, message: 'It stands here first.' }
}

const relatedOf = (opened: Around | null, problem: LocatedProblem): readonly DiagnosticRelatedInformation[] => {
  const related = (problem.related ?? []).map(({ file, range, message }) => ({ location: { uri: file, range }, message }))
  const first = opened && problem.code === 'RC002' ? firstOf(opened, problem) : null
  return first ? [...related, first] : related
}

/** `uriOf`: what the client calls a file. */
export const toDiagnostics = (
  opened: Around | null,
  problems: readonly LocatedProblem[],
  client: Client,
  uriOf: (file: string) => string,
): readonly Diagnostic[] =>
  problems.slice(0, maximumDiagnostics).map((problem): Diagnostic => {
    const { code, severity, message, range } = problem
    const tag = client.diagnosticTags ? tags[code] : undefined
    const related = client.relatedInformation ? relatedOf(opened, problem) : []
    return {
      range,
      severity: severities[severity],
      code,
      codeDescription: { href: codes[code].help },
      source: 'rolecall',
      message,
      ...(tag !== undefined && { tags: [tag] }),
      ...(related.length > 0 && {
        relatedInformation: related.map(({ location, message: says }) => ({
          location: { uri: uriOf(location.uri), range: location.range },
          message: says,
        })),
      }),
    }
  })
