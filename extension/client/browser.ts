/** The web client: the server is a worker. */
import * as vscode from 'vscode'
import type { LanguageClient, MessageTransports } from 'vscode-languageclient/browser'
import { activateWith } from './activate.js'

let running: LanguageClient | undefined

export const activate = (context: vscode.ExtensionContext): void => {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/server/worker.js').toString(true)
  let worker: Worker | undefined
  activateWith(context, async (options) => {
    const { BrowserMessageReader, BrowserMessageWriter, LanguageClient } = await import('vscode-languageclient/browser')
    /**
     * A restart takes a new worker: a stopped server does not start again. The transports are made here,
     * for the client only takes a `Worker` by its class, and VS Code for the web puts its own in place of it.
     */
    const newWorker = (): Promise<MessageTransports> => {
      worker?.terminate()
      worker = new Worker(script)
      return Promise.resolve({ reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) })
    }
    running = new LanguageClient('rolecall', 'Rolecall', newWorker, options)
    return running
  })
}

export const deactivate = (): Promise<void> | undefined => running?.stop()
