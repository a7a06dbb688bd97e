import type { PermissionSite, RoleDocument, RoleSite } from '@rolecall/shared/documents/document.js'
import { permissionSites } from '@rolecall/shared/documents/permission-site.js'
import type { Severity } from '@rolecall/shared/model/problem.js'
import { visible } from '@rolecall/shared/model/visible.js'
import { duplicatePermission } from '@rolecall/shared/rules/duplicate-permission.js'
import type { Rule } from '@rolecall/shared/rules/rule.js'
import { rulePage, rules } from '@rolecall/shared/rules/rules.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import { otherPlaces } from '@rolecall/shared/text/other-places.js'
import { spanRange } from '@rolecall/shared/text/source.js'
import type { Diagnostic, DiagnosticRelatedInformation } from 'vscode-languageserver'
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver'
import type { Client } from '../client.js'
import type { Around } from '../cursor/role-at.js'
import { createPermissionFinder } from '../cursor/role-at.js'

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
}

const tags: Readonly<Record<NonNullable<Rule['tag']>, DiagnosticTag>> = {
  unnecessary: DiagnosticTag.Unnecessary,
  deprecated: DiagnosticTag.Deprecated,
}

/** More than anybody reads, and than an editor draws without stutter. */
const maximumDiagnostics = 10_000

type Firsts = (problem: LocatedProblem) => DiagnosticRelatedInformation | null

/** What is the same for two that repeat each other: the list, and the text; of objects all that is written. */
const listKey = ({ list, value, whole, element }: PermissionSite): string =>
  JSON.stringify([...list, element === whole ? value : element.source.text.slice(element.start, element.end)])

/** Finds the permission that a duplicate repeats. A role's are listed once, however many it repeats. */
const createFirsts = (opened: Around): Firsts => {
  const known = new Map<RoleSite, ReadonlyMap<string, PermissionSite>>()
  const firstsOf = (document: RoleDocument, role: RoleSite): ReadonlyMap<string, PermissionSite> => {
    const before = known.get(role)
    if (before) return before
    const firsts = new Map<string, PermissionSite>()
    for (const site of permissionSites(document, role)) if (!firsts.has(listKey(site))) firsts.set(listKey(site), site)
    known.set(role, firsts)
    return firsts
  }
  const finder = createPermissionFinder(opened)
  return ({ range, file }) => {
    const at = finder(opened.document.source.offsetAt(range.start))
    const first = at && firstsOf(at.document, at.role).get(listKey(at.site))
    if (!first || first.content.start === at.site.content.start) return null
    return { location: { uri: file, range: spanRange(first.content) }, message: 'It stands here first.' }
  }
}

const relatedOf = (problem: LocatedProblem, firsts: Firsts | null): readonly DiagnosticRelatedInformation[] => {
  const related = (problem.related ?? []).map(({ file, range, message }) => ({
    location: { uri: file, range },
    message,
  }))
  const first = problem.code === duplicatePermission.code ? firsts?.(problem) : null
  return first ? [...related, first] : related
}

/** `uriOf`: what the client calls a file. */
export const toDiagnostics = (
  opened: Around | null,
  problems: readonly LocatedProblem[],
  client: Client,
  uriOf: (file: string) => string,
): readonly Diagnostic[] => {
  const firsts = opened && createFirsts(opened)
  return problems.slice(0, maximumDiagnostics).map((problem): Diagnostic => {
    const { code, severity, message, range } = problem
    const tag = client.diagnosticTags ? rules[code].tag : undefined
    const related = client.relatedInformation ? relatedOf(problem, firsts) : []
    return {
      range,
      severity: severities[severity],
      code,
      codeDescription: { href: rulePage(code) },
      source: 'rolecall',
      message: visible(client.relatedInformation ? message : message + otherPlaces(problem)),
      ...(tag !== undefined && { tags: [tags[tag]] }),
      ...(related.length > 0 && {
        relatedInformation: related.map(({ location, message: says }) => ({
          location: { uri: uriOf(location.uri), range: location.range },
          message: visible(says),
        })),
      }),
    }
  })
}
