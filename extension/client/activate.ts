/** What the desktop and the web client share: the commands, and when the server is started. */
import * as vscode from 'vscode'
import { newRoleFile } from './new-role-file.js'
import { whenOurs } from './ours.js'
import { refreshCatalog } from './refresh-catalog.js'
import type { CreateClient, Running } from './start.js'
import { start } from './start.js'

/**
 * VS Code tells of languages, not of file names, so the first YAML file of a workspace activates: it may be a role file
 * that is new. Nothing but this is loaded until something is ours, or a command needs it.
 */
export const activateWith = (context: vscode.ExtensionContext, createClient: CreateClient): void => {
  const output = vscode.window.createOutputChannel('Rolecall', { log: true })
  let running: Promise<Running> | null = null
  const started = (): Promise<Running> => (running ??= start(context, createClient, output))
  context.subscriptions.push(
    output,
    whenOurs(() => void started()),
    vscode.commands.registerCommand('rolecall.newRoleFile', newRoleFile),
    vscode.commands.registerCommand('rolecall.openMatrix', async () => (await started()).matrix.open()),
    vscode.commands.registerCommand('rolecall.refreshCatalog', async () =>
      refreshCatalog(await (await started()).status.catalogs()),
    ),
    vscode.commands.registerCommand('rolecall.restartServer', async () => {
      const isRunning = running !== null
      const { restart } = await started()
      if (isRunning) await restart()
    }),
    vscode.commands.registerCommand('rolecall.showOutput', () => output.show()),
  )
}
