import type { TextEdit } from '@rolecall/shared/text/edit.js'
import type { TextEdit as ProtocolEdit, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver'
import type { Client } from '../client.js'
import type { OpenDocument } from '../state/documents.js'
import { rangeIn } from '../state/indexed-source.js'

const toProtocolEdits = ({ source }: OpenDocument, edits: readonly TextEdit[]): ProtocolEdit[] =>
  edits.map(({ start, end, text }) => ({ range: rangeIn(source, start, end), newText: text }))

/** For the version the edits were made for, where the client can tell versions apart. */
export const toWorkspaceEdit = (open: OpenDocument, edits: readonly TextEdit[], client: Client): WorkspaceEdit => {
  const changes = toProtocolEdits(open, edits)
  if (!client.documentChanges) return { changes: { [open.uri]: changes } }
  const change: TextDocumentEdit = { textDocument: { uri: open.uri, version: open.version }, edits: changes }
  return { documentChanges: [change] }
}
