import * as vscode from 'vscode'

const nameOf = (number: number): string => `team${number === 1 ? '' : number}.roles.yaml`

const exists = (uri: vscode.Uri): Promise<boolean> =>
  Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  )

/** Of a file that is not there yet; without a folder it has no more than a name. */
const freePlace = async (): Promise<vscode.Uri> => {
  const folder = vscode.workspace.workspaceFolders?.[0]
  const isOpen = (path: string): boolean => vscode.workspace.textDocuments.some(({ uri }) => uri.path === path)
  for (let number = 1; ; number += 1) {
    const uri = folder
      ? vscode.Uri.joinPath(folder.uri, 'roles', nameOf(number))
      : vscode.Uri.from({ scheme: 'untitled', path: nameOf(number) })
    if (isOpen(uri.path) || (folder && (await exists(uri)))) continue
    return uri.with({ scheme: 'untitled' })
  }
}

/** Opens a role file that is not saved yet, and offers what can stand in it. */
export const newRoleFile = async (): Promise<void> => {
  const document = await vscode.workspace.openTextDocument(await freePlace())
  const editor = await vscode.window.showTextDocument(document)
  await editor.insertSnippet(new vscode.SnippetString('version: 1\n\n$0'))
  await vscode.commands.executeCommand('editor.action.triggerSuggest')
}
