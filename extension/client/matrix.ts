import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { matrixRequest } from '../server/requests.js'
import { documentSelector } from './selector.js'

/** The role matrix in a tab, redrawn while the roles change. */
export type MatrixView = vscode.Disposable & { open(): Promise<void> }

/** After the last change, milliseconds. */
const settleTime = 400

const randomNonce = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const openPanel = (): vscode.WebviewPanel =>
  vscode.window.createWebviewPanel('rolecall.matrix', 'Role matrix', vscode.ViewColumn.Beside, {
    enableScripts: false,
    enableCommandUris: false,
    enableFindWidget: true,
    localResourceRoots: [],
  })

export const createMatrix = (client: BaseLanguageClient): MatrixView => {
  let panel: vscode.WebviewPanel | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let shown = ''

  const draw = async (): Promise<void> => {
    const nonce = randomNonce()
    const page: unknown = await client.sendRequest(matrixRequest, { nonce })
    if (!panel || typeof page !== 'string') return
    // The same page again would only lose the place that it is scrolled to.
    const content = page.replaceAll(nonce, '')
    if (content === shown) return
    shown = content
    panel.webview.html = page
  }
  const open = async (): Promise<void> => {
    if (panel) panel.reveal()
    else {
      panel = openPanel()
      shown = ''
      panel.onDidDispose(() => (panel = null))
    }
    await draw()
  }
  const changes = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    if (!panel || vscode.languages.match([...documentSelector], document) === 0) return
    clearTimeout(timer)
    timer = setTimeout(() => void draw(), settleTime)
  })
  return {
    open,
    dispose: () => {
      clearTimeout(timer)
      changes.dispose()
      panel?.dispose()
    },
  }
}
