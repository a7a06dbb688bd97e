/** The web client: the server is a worker. */
import * as vscode from 'vscode'
import { LanguageClient } from 'vscode-languageclient/browser'
import { start } from './start.js'

let running: LanguageClient | undefined

export const activate = async (context: vscode.ExtensionContext): Promise<void> => {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/server/worker.js').toString(true)
  let worker: Worker | undefined
  // A restart takes a new worker: a stopped server does not start again.
  const newWorker = async (): Promise<Worker> => {
    worker?.terminate()
    worker = new Worker(script)
    return worker
  }
  await start(context, (_context, options) => {
    running = new LanguageClient('rolecall', 'Rolecall', newWorker, options)
    return running
  })
}

export const deactivate = (): Promise<void> | undefined => running?.stop()
