/** The documents that are open in the editor, each version a value. */
import type { TextDocumentItem, VersionedTextDocumentIdentifier } from 'vscode-languageserver'
import { canonicalUri } from '../uri.js'
import type { Change, IndexedSource } from './indexed-source.js'
import { applyChange, createIndexedSource } from './indexed-source.js'

export type OpenDocument = {
  /** As the client writes it. */
  readonly uri: string
  readonly version: number
  readonly languageId: string
  /** Its `file` is the canonical URI. */
  readonly source: IndexedSource
}

export const createDocuments = () => {
  const open = new Map<string, OpenDocument>()
  return {
    open: ({ uri, version, languageId, text }: TextDocumentItem): OpenDocument => {
      const file = canonicalUri(uri)
      const document = { uri, version, languageId, source: createIndexedSource(file, text) }
      open.set(file, document)
      return document
    },
    /** Null for a document that is not open, which only a client with a mistake in it changes. */
    change: ({ uri, version }: VersionedTextDocumentIdentifier, changes: readonly Change[]): OpenDocument | null => {
      const file = canonicalUri(uri)
      const before = open.get(file)
      if (!before) return null
      const document = { ...before, version, source: changes.reduce(applyChange, before.source) }
      open.set(file, document)
      return document
    },
    close: (uri: string): OpenDocument | null => {
      const file = canonicalUri(uri)
      const document = open.get(file) ?? null
      open.delete(file)
      return document
    },
    get: (uri: string): OpenDocument | null => open.get(canonicalUri(uri)) ?? null,
    all: (): readonly OpenDocument[] => [...open.values()],
    /** Whether nothing was typed since. */
    isCurrent: (document: OpenDocument): boolean => open.get(document.source.file) === document,
    /** What the client calls a file. */
    clientUri: (file: string): string => open.get(file)?.uri ?? file,
  }
}

export type Documents = ReturnType<typeof createDocuments>
