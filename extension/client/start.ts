/** Starts one language server, in a process on the desktop and in a worker on the web, and what shows its answers. */
import * as vscode from 'vscode'
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient'
import { answerFileRequests } from './files.js'
import type { MatrixView } from './matrix.js'
import { createMatrix } from './matrix.js'
import { oneOutline } from './outline.js'
import { documentSelector } from './selector.js'
import type { StatusView } from './status.js'
import { createStatus } from './status.js'

/** What speaks the protocol is most of the client's code, so it is loaded when the server is. */
export type CreateClient = (options: LanguageClientOptions) => Promise<BaseLanguageClient>

export type Running = {
  readonly matrix: MatrixView
  readonly status: StatusView
  /** Begins anew, as the workspace is trusted now. */
  readonly restart: () => Promise<void>
}

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

/** The promise ends when the server answers, or when it is known that it cannot. */
export const start = async (
  context: vscode.ExtensionContext,
  createClient: CreateClient,
  output: vscode.LogOutputChannel,
): Promise<Running> => {
  const client = await createClient(optionsFor(context, output))
  const matrix = createMatrix(client)
  const status = createStatus(client)
  const restart = async (): Promise<void> => {
    client.clientOptions.initializationOptions = serverOptions(context)
    if (client.needsStop()) await client.stop()
    await client.start()
  }
  answerFileRequests(client)
  context.subscriptions.push(status, matrix, vscode.workspace.onDidGrantWorkspaceTrust(restart))
  await client.start()
  return { matrix, status, restart }
}
