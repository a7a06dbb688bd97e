import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { fileRequests } from '../server/client-files.js'
import type { FileEntry } from '../server/files.js'

const uriOf = (parameters: unknown): vscode.Uri | null =>
  typeof parameters === 'object' && parameters !== null && 'uri' in parameters && typeof parameters.uri === 'string'
    ? vscode.Uri.parse(parameters.uri)
    : null

/** The server asks for what belongs to the workspace; nothing else is given to it. */
const isInWorkspace = (uri: vscode.Uri): boolean => vscode.workspace.getWorkspaceFolder(uri) !== undefined

const read = async (uri: vscode.Uri): Promise<string | null> => {
  const bytes = await vscode.workspace.fs.readFile(uri)
  return new TextDecoder().decode(bytes)
}

const list = async (uri: vscode.Uri): Promise<readonly FileEntry[]> => {
  const entries = await vscode.workspace.fs.readDirectory(uri)
  return entries.flatMap(([name, type]): FileEntry[] => {
    if (type === vscode.FileType.File) return [{ name, kind: 'file' }]
    return type === vscode.FileType.Directory ? [{ name, kind: 'directory' }] : []
  })
}

const answer =
  <Result>(find: (uri: vscode.Uri) => Promise<Result>) =>
  async (parameters: unknown): Promise<Result | null> => {
    const uri = uriOf(parameters)
    if (!uri || !isInWorkspace(uri)) return null
    try {
      return await find(uri)
    } catch {
      // There is no such file, or it is not for us to read: the same to the server.
      return null
    }
  }

/** Reads for a server that runs in a worker and has no file system. */
export const answerFileRequests = (client: BaseLanguageClient): void => {
  client.onRequest(fileRequests.read, answer(read))
  client.onRequest(fileRequests.list, answer(list))
}
