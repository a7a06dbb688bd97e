import { TextDocumentSyncKind } from 'vscode-languageserver'
import type { Feature } from '../feature.js'

/** Keeps the open documents as the editor has them. */
export const textSync: Feature = {
  capability: () => ({
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
  }),
  start: ({ connection, workspace, report }) => {
    const { documents, reader } = workspace
    const guarded =
      <Params>(name: string, handle: (params: Params) => void) =>
      (params: Params): void => {
        try {
          handle(params)
        } catch (error) {
          report(name, error)
        }
      }
    connection.onDidOpenTextDocument(
      guarded('open', ({ textDocument }) => workspace.edited.emit(documents.open(textDocument))),
    )
    connection.onDidChangeTextDocument(
      guarded('change', ({ textDocument, contentChanges }) => {
        const document = documents.change(textDocument, contentChanges)
        if (document) workspace.edited.emit(document)
      }),
    )
    connection.onDidCloseTextDocument(
      guarded('close', ({ textDocument }) => {
        const document = documents.close(textDocument.uri)
        if (!document) return
        reader.forget(document.source.file)
        workspace.settings.forget(document.uri)
        workspace.closed.emit(document)
      }),
    )
    connection.onDidSaveTextDocument(
      () => void workspace.rules.touch().catch((error: unknown) => report('save', error)),
    )
  },
}
