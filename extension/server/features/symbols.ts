import { keySpan, wholeSpan } from '@rolecall/shared/documents/locate.js'
import { visible } from '@rolecall/shared/model/visible.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import { spanRange } from '@rolecall/shared/text/source.js'
import type { DocumentSymbol, SymbolInformation, WorkspaceSymbol } from 'vscode-languageserver'
import { SymbolKind } from 'vscode-languageserver'
import type { Feature } from '../feature.js'
import { summaryOf } from '../state/role-summary.js'
import { isRoleFilePath } from '../state/walk.js'
import type { Opened } from '../state/workspace.js'
import { summaryText } from '../text/role-text.js'

const maximumSymbols = 500

const symbolsOf = ({ document, rules }: Opened): readonly DocumentSymbol[] =>
  document.roles.map((role) => {
    const detail = role.type ? summaryText(summaryOf(role, rules.catalogOf(platformOf(role.type).key))) : ''
    return {
      // VS Code refuses a list with an empty name in it.
      name: visible(role.role.key || '(no key)'),
      detail: visible([role.role.type, detail].filter((part) => part !== '').join(' · ')),
      kind: SymbolKind.Object,
      range: spanRange(wholeSpan(document, role)),
      selectionRange: spanRange(keySpan(document, role)),
    }
  })

const flatten = (symbols: readonly DocumentSymbol[], uri: string): SymbolInformation[] =>
  symbols.map(({ name, kind, range }) => ({ name, kind, location: { uri, range } }))

/** The roles of a role file. In code other servers have the outline. */
export const documentSymbols: Feature = {
  capability: () => ({ documentSymbolProvider: { label: 'Rolecall' } }),
  start: ({ connection, client, workspace, answer }) => {
    connection.onDocumentSymbol(
      answer(
        'documentSymbol',
        null,
        async ({ textDocument }): Promise<DocumentSymbol[] | SymbolInformation[] | null> => {
          const opened = await workspace.opened(textDocument.uri)
          if (!opened || !isRoleFilePath(opened.open.source.file)) return null
          const symbols = symbolsOf(opened)
          return client.hierarchicalSymbols ? [...symbols] : flatten(symbols, opened.open.uri)
        },
      ),
    )
  },
}

const fits = (query: string, text: string): boolean => {
  let at = 0
  for (const letter of text) if (letter === query[at]) at += 1
  return at >= query.length
}

/** Roles of all role files, by key or name. */
export const workspaceSymbols: Feature = {
  capability: () => ({ workspaceSymbolProvider: true }),
  start: ({ connection, workspace, indexer, answer }) => {
    connection.onWorkspaceSymbol(
      answer('workspaceSymbol', null, async ({ query }, token): Promise<WorkspaceSymbol[] | null> => {
        await indexer.ready()
        if (token.isCancellationRequested) return null
        const wanted = query.toLowerCase().replaceAll(/\s/g, '')
        const found: WorkspaceSymbol[] = []
        for (const { file, type, key, label, range } of workspace.index.roles()) {
          if (!fits(wanted, `${key} ${label ?? ''}`.toLowerCase())) continue
          const uri = workspace.documents.clientUri(file)
          const containerName = visible(label === null ? type : `${type} · ${label}`)
          found.push({
            name: visible(key || '(no key)'),
            kind: SymbolKind.Object,
            containerName,
            location: { uri, range },
          })
          if (found.length === maximumSymbols) break
        }
        return found
      }),
    )
  },
}
