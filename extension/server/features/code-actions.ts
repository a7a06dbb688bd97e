import { visible } from '@rolecall/shared/model/visible.js'
import type { TextEdit } from '@rolecall/shared/text/edit.js'
import type { Range } from '@rolecall/shared/text/range.js'
import type { CodeAction, CodeActionContext, Diagnostic } from 'vscode-languageserver'
import { CodeActionKind } from 'vscode-languageserver'
import { createPermissionFinder, permissionAt } from '../cursor/role-at.js'
import { sortPermissions } from '../edit/sort-list.js'
import { toWorkspaceEdit } from '../edit/workspace-edit.js'
import type { Feature, Server } from '../feature.js'
import { addFixes } from '../fixes/add-attribute.js'
import { expandFixes, expandPattern } from '../fixes/expand.js'
import type { Fix, Fixer } from '../fixes/fix.js'
import { caseOf } from '../fixes/fix.js'
import { fixAll } from '../fixes/fix-all.js'
import { ignoreFixes } from '../fixes/ignore.js'
import { removeFixes, splitFixes } from '../fixes/remove.js'
import { replaceFixes } from '../fixes/replace.js'
import { rangesTouch } from '../state/indexed-source.js'
import type { Opened } from '../state/workspace.js'
import { toDiagnostics } from '../text/diagnostic.js'

const fixAllKind = `${CodeActionKind.SourceFixAll}.rolecall`
const sortKind = 'source.sortPermissions'

const kinds = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind, sortKind]

/** In the order in which they are offered. */
const fixers: readonly Fixer[] = [replaceFixes, splitFixes, removeFixes, expandFixes, addFixes, ignoreFixes]

/** A wide selection may touch thousands; nobody picks from a list that long. */
const maximumProblems = 20

const wants = ({ only }: CodeActionContext, kind: string): boolean =>
  only === undefined
    ? !kind.startsWith(CodeActionKind.Source)
    : only.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`))

type Make = (kind: string, fix: Fix, diagnostics?: readonly Diagnostic[]) => CodeAction

const quickFixes = ({ workspace, client }: Server, opened: Opened, range: Range, make: Make): readonly CodeAction[] => {
  const problems = workspace
    .problemsOf(opened)
    .filter((problem) => problem.file === opened.open.source.file && rangesTouch(problem.range, range))
    .slice(0, maximumProblems)
  const diagnostics = toDiagnostics(opened, problems, client, workspace.documents.clientUri)
  const permissionIn = createPermissionFinder(opened)
  return problems.flatMap((problem, index) => {
    const found = caseOf(opened, problem, permissionIn)
    return fixers
      .flatMap((fixer) => fixer(found))
      .map((fix) => make(CodeActionKind.QuickFix, fix, diagnostics.slice(index, index + 1)))
  })
}

const rewrites = (opened: Opened, range: Range, make: Make): readonly CodeAction[] => {
  const at = permissionAt(opened, opened.document.source.offsetAt(range.start))
  const fix = at && expandPattern(opened, at)
  return fix ? [make(CodeActionKind.RefactorRewrite, fix)] : []
}

const sourceAction = (kind: string, title: string, edits: readonly TextEdit[], make: Make): readonly CodeAction[] =>
  edits.length === 0 ? [] : [make(kind, { title, edits })]

const actionsFor = (
  server: Server,
  opened: Opened,
  range: Range,
  context: CodeActionContext,
): readonly CodeAction[] => {
  const make: Make = (kind, { title, edits, preferred }, diagnostics) => ({
    title: visible(title),
    kind,
    ...(diagnostics && { diagnostics: [...diagnostics] }),
    ...(preferred && { isPreferred: true }),
    edit: toWorkspaceEdit(opened.open, edits, server.client),
  })
  const all = wants(context, fixAllKind) ? fixAll(opened, server.workspace.reader) : null
  return [
    ...(wants(context, CodeActionKind.QuickFix) ? quickFixes(server, opened, range, make) : []),
    ...(wants(context, CodeActionKind.RefactorRewrite) ? rewrites(opened, range, make) : []),
    ...sourceAction(fixAllKind, 'Remove duplicate and covered permissions', all ? [all] : [], make),
    ...(wants(context, sortKind)
      ? sourceAction(sortKind, 'Sort permissions', sortPermissions(opened.document), make)
      : []),
  ]
}

/** Fixes for problems; a pattern written out; and, when asked for, what may be fixed all at once. */
export const codeActions: Feature = {
  capability: ({ codeActionLiterals }) => ({
    codeActionProvider: codeActionLiterals ? { codeActionKinds: kinds } : true,
  }),
  start: (server) => {
    const { connection, workspace, answer } = server
    connection.onCodeAction(
      answer('codeAction', null, async ({ textDocument, range, context }): Promise<CodeAction[] | null> => {
        const opened = await workspace.opened(textDocument.uri)
        return opened && [...actionsFor(server, opened, range, context)]
      }),
    )
  },
}
