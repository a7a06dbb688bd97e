/** Whether there is something of ours in the workspace: without it no server needs to run. */
import * as vscode from 'vscode'
import { documentSelector, roleFiles } from './selector.js'

/** What Terraform and TypeScript that are about our roles have in them: resource types and the package's name. */
const word = 'rolecall'

const isRoleFile = (document: vscode.TextDocument): boolean => vscode.languages.match(roleFiles, document) > 0

const isOurs = (document: vscode.TextDocument): boolean =>
  isRoleFile(document) ||
  (vscode.languages.match([...documentSelector], document) > 0 && document.getText().includes(word))

const isInWorkspace = async (): Promise<boolean> => {
  const places = [roleFiles.pattern, '.rolecall/*']
  const found = await Promise.all(places.map((place) => vscode.workspace.findFiles(place, '**/node_modules/**', 1)))
  return found.some((files) => files.length > 0)
}

/** Calls back once, when there is something. */
export const whenOurs = (callback: () => void): vscode.Disposable => {
  let isFound = false
  const found = (): void => {
    if (isFound) return
    isFound = true
    watching.dispose()
    callback()
  }
  const look = (document: vscode.TextDocument): void => {
    if (isOurs(document)) found()
  }
  const watching = vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
    vscode.workspace.onDidCreateFiles(({ files }) => {
      if (files.some(({ path }) => /\.roles\.(?:ya?ml|jsonc?)$/.test(path))) found()
    }),
  )
  vscode.workspace.textDocuments.forEach(look)
  void isInWorkspace().then((is) => {
    if (is) found()
  })
  return watching
}
