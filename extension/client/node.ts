/** The desktop client: the server is a process of VS Code's own node. */
import * as vscode from 'vscode'
import { LanguageClient, TransportKind } from 'vscode-languageclient/node'
import { start } from './start.js'

let running: LanguageClient | undefined

export const activate = async (context: vscode.ExtensionContext): Promise<void> => {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist/server/server.cjs').fsPath
  await start(context, (_context, options) => {
    running = new LanguageClient('rolecall', 'Rolecall', { module, transport: TransportKind.stdio }, options)
    return running
  })
}

export const deactivate = (): Promise<void> | undefined => running?.stop()
