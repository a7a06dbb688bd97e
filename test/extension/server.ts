/** Starts the built language server as an editor does: a process, spoken to over stdio. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type {
  ClientCapabilities,
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentDiagnosticReport,
  InitializeResult,
  MessageConnection,
  PublishDiagnosticsParams,
  Range,
  TextEdit,
} from 'vscode-languageserver'
import { startClient } from './client.mjs'

const launcher = fileURLToPath(new URL('../../extension/bin/rolecall-language-server.js', import.meta.url))

/** What VS Code announces, as far as the server looks at it. */
export const fullCapabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] } },
    completion: { completionItem: { snippetSupport: true } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source', 'refactor'] } } },
    rename: { prepareSupport: true },
  },
}

export const pullCapabilities: ClientCapabilities = {
  ...fullCapabilities,
  textDocument: { ...fullCapabilities.textDocument, diagnostic: {} },
}

export type StartOptions = {
  readonly capabilities?: ClientCapabilities
  readonly initializationOptions?: unknown
  /** Files of the workspace by relative path. */
  readonly files?: Readonly<Record<string, string>>
  readonly settings?: unknown
}

export const commands = ['rolecall.openMatrix', 'editor.action.triggerSuggest']

const createFolder = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-server-'))
  mkdirSync(join(folder, '.git'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

export type Ask = <Result>(method: string, params: unknown) => Promise<Result>

export type OpenFile = {
  readonly uri: string
  readonly text: () => string
  /** Replaces all of the text. */
  readonly replace: (text: string) => Promise<void>
  readonly edit: (range: Range, text: string) => Promise<void>
  readonly close: () => Promise<void>
}

export type LanguageServer = {
  readonly folder: string
  readonly pid: number | undefined
  readonly connection: MessageConnection
  readonly initialized: InitializeResult
  readonly ask: Ask
  readonly uri: (path: string) => string
  readonly open: (path: string, text: string, languageId?: string) => Promise<OpenFile>
  readonly complete: (file: OpenFile, offset: number) => Promise<readonly CompletionItem[]>
  readonly pull: (file: OpenFile) => Promise<readonly Diagnostic[]>
  /** The diagnostics that are sent for the version of a file that is open now. */
  readonly pushed: (file: OpenFile) => Promise<readonly Diagnostic[]>
  readonly actions: (file: OpenFile, range: Range, only?: string[]) => Promise<readonly CodeAction[]>
  readonly sent: readonly PublishDiagnosticsParams[]
  /** What the server asked of the client, method by method. */
  readonly requests: { readonly method: string; readonly params: unknown }[]
  readonly notifications: { readonly method: string; readonly params: unknown }[]
  readonly logged: readonly string[]
  readonly write: (path: string, text: string) => void
  readonly stop: () => Promise<void>
}

export const positionAt = (text: string, offset: number): { readonly line: number; readonly character: number } => {
  const before = text.slice(0, offset)
  const starts = before.split(/\r\n|\n|\r/)
  return { line: starts.length - 1, character: starts.at(-1)?.length ?? 0 }
}

const offsetAt = (text: string, { line, character }: { readonly line: number; readonly character: number }): number => {
  let start = 0
  for (let index = 0; index < line; index += 1) {
    const found = /\r\n|\n|\r/.exec(text.slice(start))
    if (!found) return text.length
    start += found.index + found[0].length
  }
  return start + character
}

export const applyEdits = (text: string, edits: readonly TextEdit[]): string =>
  [...edits]
    .map(({ range, newText }) => ({ start: offsetAt(text, range.start), end: offsetAt(text, range.end), newText }))
    .sort((one, other) => other.start - one.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text)

export const textIn = (text: string, { start, end }: Range): string =>
  text.slice(offsetAt(text, start), offsetAt(text, end))

/** The text without the `|` in it, and where that was. */
export const cursorIn = (marked: string): { readonly text: string; readonly offset: number } => {
  const offset = marked.indexOf('|')
  if (offset < 0) throw new Error(`There is no | in ${marked}`)
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset }
}

export const startServer = async (options: StartOptions = {}): Promise<LanguageServer> => {
  if (!existsSync(launcher)) throw new Error('run npm run build')
  const folder = createFolder(options.files ?? {})
  const logged: string[] = []
  const sent: PublishDiagnosticsParams[] = []
  const requests: { method: string; params: unknown }[] = []
  const notifications: { method: string; params: unknown }[] = []
  const versions = new Map<string, number>()
  const texts = new Map<string, string>()

  const client = await startClient({
    args: [launcher, '--stdio'],
    initialize: {
      processId: process.pid,
      rootUri: pathToFileURL(folder).href,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'workspace' }],
      capabilities: options.capabilities ?? fullCapabilities,
      initializationOptions: options.initializationOptions ?? { commands },
    },
    answer: (method, params) => {
      requests.push({ method, params })
      if (method !== 'workspace/configuration') return null
      return (params as { items: unknown[] }).items.map(() => options.settings ?? null)
    },
    onNotification: (method, params) => {
      notifications.push({ method, params })
      if (method === 'window/logMessage') logged.push((params as { message: string }).message)
      if (method === 'textDocument/publishDiagnostics') sent.push(params as PublishDiagnosticsParams)
    },
    onError: (text) => logged.push(text),
  })
  const { connection, initialized } = client
  const ask: Ask = (method, params) => connection.sendRequest(method, params)

  const uri = (path: string): string => pathToFileURL(join(folder, path)).href
  const open = async (path: string, text: string, languageId = 'yaml'): Promise<OpenFile> => {
    const own = uri(path)
    versions.set(own, 1)
    texts.set(own, text)
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: own, languageId, version: 1, text },
    })
    const change = async (contentChanges: readonly unknown[], next: string): Promise<void> => {
      const version = (versions.get(own) ?? 0) + 1
      versions.set(own, version)
      texts.set(own, next)
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: own, version },
        contentChanges,
      })
    }
    return {
      uri: own,
      text: () => texts.get(own) ?? '',
      replace: (next) => change([{ text: next }], next),
      edit: (range, inserted) =>
        change([{ range, text: inserted }], applyEdits(texts.get(own) ?? '', [{ range, newText: inserted }])),
      close: () => connection.sendNotification('textDocument/didClose', { textDocument: { uri: own } }),
    }
  }
  const pushed = async (file: OpenFile): Promise<readonly Diagnostic[]> => {
    const end = Date.now() + 60_000
    while (Date.now() < end && logged.length === 0) {
      const found = sent.findLast((one) => one.uri === file.uri && one.version === versions.get(file.uri))
      if (found) return found.diagnostics
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    throw new Error(`no diagnostics came for version ${versions.get(file.uri)} of ${file.uri}\n${logged.join('\n')}`)
  }
  return {
    folder,
    pid: client.pid,
    connection,
    initialized,
    ask,
    uri,
    open,
    pushed,
    sent,
    requests,
    notifications,
    logged,
    complete: async (file, offset) => {
      const position = positionAt(file.text(), offset)
      const list = await ask<CompletionList | null>('textDocument/completion', {
        textDocument: { uri: file.uri },
        position,
      })
      return list?.items ?? []
    },
    pull: async (file) => {
      const report = await ask<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri: file.uri } })
      return report.kind === 'full' ? report.items : []
    },
    actions: async (file, range, only) => {
      const context = { diagnostics: [], ...(only && { only }) }
      return (
        (await ask<CodeAction[] | null>('textDocument/codeAction', {
          textDocument: { uri: file.uri },
          range,
          context,
        })) ?? []
      )
    },
    write: (path, text) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    },
    stop: async () => {
      await client.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const copyWorkspace = (from: string, to: string): void => cpSync(from, to, { recursive: true })
