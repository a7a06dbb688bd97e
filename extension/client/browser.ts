/** The web client: the server is a worker. */
import * as vscode from 'vscode'
import { LanguageClient } from 'vscode-languageclient/browser'
import { start } from './start.js'

let running: LanguageClient | undefined

export const activate = async (context: vscode.ExtensionContext): Promise<void> => {
  const worker = new Worker(vscode.Uri.joinPath(context.extensionUri, 'dist/server/worker.js').toString(true))
  await start(context, (_context, options) => {
    running = new LanguageClient('rolecall', 'Rolecall', worker, options)
    return running
  })
}

export const deactivate = (): Promise<void> | undefined => running?.stop()
