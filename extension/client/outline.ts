import { extensions } from 'vscode'
import type { Middleware } from 'vscode-languageclient'

/** Widely used extensions that give the whole outline of a language, by its identifier. */
const outlinedBy: Readonly<Record<string, string>> = {
  yaml: 'redhat.vscode-yaml',
  json: 'vscode.json-language-features',
  jsonc: 'vscode.json-language-features',
}

const hasOutline = (languageId: string): boolean => {
  const other = outlinedBy[languageId]
  return other !== undefined && extensions.getExtension(other) !== undefined
}

/** VS Code puts the outlines of several extensions below each other: every role would stand there twice. */
export const oneOutline: Middleware = {
  provideDocumentSymbols: (document, token, next) => (hasOutline(document.languageId) ? null : next(document, token)),
}
