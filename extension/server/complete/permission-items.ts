import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { visible } from '@rolecall/shared/model/visible.js'
import type { Range } from '@rolecall/shared/text/range.js'
import type { CompletionItem } from 'vscode-languageserver'
import { CompletionItemKind, CompletionItemTag, InsertTextFormat } from 'vscode-languageserver'
import type { Client } from '../client.js'
import { writeScalar } from '../edit/scalar.js'
import { countText, patternText, permissionText, riskText, segmentText, unknownText } from '../text/permission-text.js'
import type { Candidate } from './candidates.js'
import { candidatesFor } from './candidates.js'
import type { Typing } from './list-place.js'

export const suggestCommand = 'editor.action.triggerSuggest'

/** What an entry is, to find its documentation when it is looked at. */
export type PermissionData = {
  readonly about: Candidate['kind']
  readonly platform: string
  readonly value: string
  readonly scope: string | null
  readonly file: string
}

const ranks: readonly Candidate['rank'][] = ['segment', 'known', 'unconfirmed', 'pattern', 'outdated', 'listed']

const kinds: Readonly<Record<Candidate['kind'], CompletionItemKind>> = {
  permission: CompletionItemKind.EnumMember,
  segment: CompletionItemKind.Module,
  pattern: CompletionItemKind.Operator,
}

/** What stands beside the label: why an entry is where it is. */
const noteOf = ({ rank, count, permission }: Candidate, { coverage }: Catalog): string => {
  if (rank === 'listed') return 'already listed'
  if (rank === 'unconfirmed') return coverage === 'unconfirmed' ? 'unconfirmed label' : 'unconfirmed'
  if (rank === 'segment' || rank === 'pattern') return countText(count)
  if (rank === 'outdated') return permission?.status ?? ''
  return permission === null ? '' : riskText(permission.risk)
}

const escapeSnippet = (text: string): string => text.replace(/[$}\\]/g, '\\$&')

type Inserted = { readonly newText: string; readonly snippet: boolean }

/** Null where an entry that wants more text behind it could not leave the cursor there. */
const insertedBy = ({ value, kind }: Candidate, typing: Typing, client: Client): Inserted | null => {
  const { before, text, after } = writeScalar(value, typing, typing.open)
  const lead = typing.lead + before
  const behind = after + typing.trail
  if (kind !== 'segment' || behind === '') return { newText: lead + text + behind, snippet: false }
  if (!client.snippets) return null
  return { newText: `${escapeSnippet(lead + text)}$0${escapeSnippet(behind)}`, snippet: true }
}

/** Entries for a list of permissions; every one replaces the whole string that is being typed. */
export const permissionItems = (
  typing: Typing,
  {
    typed,
    range,
    file,
    client,
  }: { readonly typed: string; readonly range: Range; readonly file: string; readonly client: Client },
): readonly CompletionItem[] =>
  candidatesFor(typed, typing).flatMap((candidate, index): readonly CompletionItem[] => {
    const inserted = insertedBy(candidate, typing, client)
    if (!inserted) return []
    const { value, kind, rank } = candidate
    const note = noteOf(candidate, typing.catalog)
    const data: PermissionData = { about: kind, platform: typing.platform, value, scope: typing.scope, file }
    const asksAgain = kind === 'segment' && client.commands.has(suggestCommand)
    return [
      {
        label: visible(value),
        kind: kinds[kind],
        ...(note !== '' && { labelDetails: { description: note } }),
        filterText: value,
        sortText: `${ranks.indexOf(rank)}${String(index).padStart(5, '0')}`,
        textEdit: { range, newText: inserted.newText },
        ...(inserted.snippet && { insertTextFormat: InsertTextFormat.Snippet }),
        ...(rank === 'outdated' && { tags: [CompletionItemTag.Deprecated] }),
        ...(asksAgain && { command: { title: 'Suggest', command: suggestCommand } }),
        data,
      },
    ]
  })

export const permissionDocumentation = ({ about, value, scope }: PermissionData, catalog: Catalog): string => {
  if (about === 'segment') return segmentText(value, catalog, scope)
  if (about === 'pattern') return patternText(value, catalog, scope)
  const permission = catalog.find(value)
  return permission ? permissionText(permission, catalog) : unknownText(value, catalog)
}
