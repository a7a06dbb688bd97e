/** What the desktop and the web client share: one language server, the commands, the status item, the matrix. */
import * as vscode from 'vscode'
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient'
import { answerFileRequests } from './files.js'
import { createMatrix } from './matrix.js'
import { oneOutline } from './outline.js'
import { documentSelector } from './selector.js'
import { createStatus } from './status.js'

/** Starts the server: in a process on the desktop, in a worker on the web. */
export type CreateClient = (context: vscode.ExtensionContext, options: LanguageClientOptions) => BaseLanguageClient

/** Commands that the server may name in a code lens or after a completion. */
const commands = ['rolecall.openMatrix', 'editor.action.triggerSuggest']

const serverOptions = ({ extensionUri }: vscode.ExtensionContext) => ({
  commands,
  trusted: vscode.workspace.isTrusted,
  compiler: vscode.Uri.joinPath(extensionUri, 'dist/server/typescript.js').toString(true),
})

const optionsFor = (context: vscode.ExtensionContext, output: vscode.LogOutputChannel): LanguageClientOptions => ({
  documentSelector: [...documentSelector],
  outputChannel: output,
  initializationOptions: serverOptions(context),
  middleware: oneOutline,
  markdown: { isTrusted: false, supportHtml: false },
})

/** Activates the extension. The promise ends when the server answers, or when it is known that it cannot. */
export const start = async (
  context: vscode.ExtensionContext,
  createClient: CreateClient,
): Promise<BaseLanguageClient> => {
  const output = vscode.window.createOutputChannel('Rolecall', { log: true })
  const client = createClient(context, optionsFor(context, output))
  const status = createStatus(client)
  const matrix = createMatrix(client)
  answerFileRequests(client)

  const restart = async (): Promise<void> => {
    client.clientOptions.initializationOptions = serverOptions(context)
    if (client.needsStop()) await client.stop()
    await client.start()
  }
  context.subscriptions.push(
    output,
    status,
    matrix,
    vscode.commands.registerCommand('rolecall.openMatrix', () => matrix.open()),
    vscode.commands.registerCommand('rolecall.restartServer', restart),
    vscode.commands.registerCommand('rolecall.showOutput', () => output.show()),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
  )
  await client.start()
  return client
}
