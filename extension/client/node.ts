/** The desktop client: the server is a process of VS Code's own node. */
import * as vscode from 'vscode'
import type { LanguageClient } from 'vscode-languageclient/node'
import { activateWith } from './activate.js'

let running: LanguageClient | undefined

export const activate = (context: vscode.ExtensionContext): void => {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist/server/server.cjs').fsPath
  activateWith(context, async (options) => {
    const { LanguageClient, TransportKind } = await import('vscode-languageclient/node')
    running = new LanguageClient('rolecall', 'Rolecall', { module, transport: TransportKind.stdio }, options)
    return running
  })
}

export const deactivate = (): Promise<void> | undefined => running?.stop()
