import * as vscode from 'vscode'
import type { CatalogStatus } from '../server/requests.js'

type Choice = vscode.QuickPickItem & { readonly key: string }

const choiceOf = ({ key, platform, coverage, retrieved, permissions }: CatalogStatus): Choice => ({
  key,
  label: platform,
  description: permissions === 0 ? 'no list' : `${permissions} ${coverage}, ${retrieved}`,
})

/**
 * Asks a platform what it really grants: in a terminal, since tokens are in the environment there, and the extension
 * itself never speaks to a network. The package is named, for a bare `rolecall` may be anybody's.
 */
export const refreshCatalog = async (catalogs: readonly CatalogStatus[]): Promise<void> => {
  const chosen = await vscode.window.showQuickPick(catalogs.map(choiceOf), {
    title: 'Refresh Catalog',
    placeHolder: 'Of which platform? Its credentials are read from the environment.',
  })
  if (!chosen) return
  const terminal = vscode.window.createTerminal('Rolecall')
  terminal.show()
  terminal.sendText(`npx --package @rolecall/provider rolecall catalog refresh ${chosen.key}`)
}
