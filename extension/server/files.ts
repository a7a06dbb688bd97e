/** What the server reads besides open documents. URIs throughout: in a web worker there are no paths. */

/** `link`: a symbolic link to a file, which is read, but not come to on a walk. `other`: a pipe, a device, a socket. None of them is ever read. */
export type FileEntry = { readonly name: string; readonly kind: 'file' | 'directory' | 'other'; readonly link?: true }

export interface Files {
  /** Reading is cheap: nobody has to be asked. */
  readonly isLocal: boolean
  /** The text of a regular file; null where there is none, or where it has more than `limit` bytes. */
  readonly read: (uri: string, limit: number) => Promise<string | null>
  /** What is in a directory; null where it is none. */
  readonly list: (uri: string) => Promise<readonly FileEntry[] | null>
  /** A text that changes when the file does; null where there is none, or where that is not known. */
  readonly stamp: (uri: string) => Promise<string | null>
}
