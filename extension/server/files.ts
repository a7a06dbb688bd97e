/** What the server reads besides open documents. URIs throughout: in a web worker there are no paths. */

export type FileEntry = { readonly name: string; readonly kind: 'file' | 'directory' }

export interface Files {
  /** The text of a file; null where there is none, or where it has more than `limit` bytes. */
  readonly read: (uri: string, limit: number) => Promise<string | null>
  /** What is in a directory; null where it is none. */
  readonly list: (uri: string) => Promise<readonly FileEntry[] | null>
  /** A text that changes when the file does; null where there is none, or where that is not known. */
  readonly stamp: (uri: string) => Promise<string | null>
}
