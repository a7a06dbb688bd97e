import type { Connection } from 'vscode-languageserver'
import type { FileEntry, Files } from './files.js'

/** What the client answers where the server cannot read files itself. Each takes `{ uri }` and may answer null. */
export const fileRequests = {
  read: 'rolecall/readFile',
  list: 'rolecall/listDirectory',
} as const

const isEntry = (value: unknown): value is FileEntry =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  typeof value.name === 'string' &&
  'kind' in value &&
  (value.kind === 'file' || value.kind === 'directory' || value.kind === 'other')

/** Reads through the client, whose file system may be anywhere. */
export const clientFiles = (connection: Connection): Files => {
  const ask = (method: string, uri: string): Promise<unknown> =>
    connection.sendRequest<unknown>(method, { uri }).catch(() => null)
  return {
    isLocal: false,
    read: async (uri, limit) => {
      const text = await ask(fileRequests.read, uri)
      return typeof text === 'string' && text.length <= limit ? text : null
    },
    list: async (uri) => {
      const entries = await ask(fileRequests.list, uri)
      return Array.isArray(entries) ? entries.filter(isEntry) : null
    },
    stamp: () => Promise.resolve(null),
  }
}
