/** What the client at the other end can do, read once from what it says at the start. */
import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver'

export type Client = {
  /** It asks for diagnostics itself; else they are sent to it. Never both. */
  readonly pullsDiagnostics: boolean
  readonly refreshes: { readonly diagnostics: boolean; readonly codeLens: boolean; readonly inlayHints: boolean }
  readonly configuration: boolean
  /** It takes a registration for changes of its settings. */
  readonly registersConfiguration: boolean
  readonly watchesFiles: boolean
  /** It tells of folders that come and go. */
  readonly hasFolders: boolean
  readonly markdown: boolean
  readonly snippets: boolean
  readonly relatedInformation: boolean
  readonly diagnosticTags: boolean
  readonly hierarchicalSymbols: boolean
  readonly codeActionLiterals: boolean
  readonly documentChanges: boolean
  readonly prepareRename: boolean
  /** Commands of its own that it carries out when the server names them. */
  readonly commands: ReadonlySet<string>
  /** Whether what the workspace configures may count. */
  readonly trusted: boolean
  readonly folders: readonly string[]
  /** Where the compiler's file is, for a worker, which cannot always tell where it comes from itself. */
  readonly compiler: string | null
}

/** What our own client, or a user's setup, passes as `initializationOptions`. All of it is optional. */
type Options = Pick<Client, 'trusted' | 'compiler'> & { readonly commands: readonly string[] }

const readOptions = (value: unknown): Options => {
  const data = typeof value === 'object' && value !== null ? value : {}
  const commands = 'commands' in data && Array.isArray(data.commands) ? data.commands : []
  return {
    commands: commands.filter((name): name is string => typeof name === 'string'),
    trusted: !('trusted' in data) || data.trusted !== false,
    compiler: 'compiler' in data && typeof data.compiler === 'string' ? data.compiler : null,
  }
}

const foldersOf = ({ workspaceFolders, ...params }: InitializeParams): readonly string[] => {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri)
  // The one folder of clients from before there could be several.
  const root = 'rootUri' in params ? params.rootUri : null
  return typeof root === 'string' ? [root] : []
}

const takesMarkdown = ({ textDocument }: ClientCapabilities): boolean =>
  textDocument?.hover?.contentFormat?.includes('markdown') ?? false

export const readClient = (params: InitializeParams): Client => {
  const { textDocument, workspace } = params.capabilities
  const options = readOptions(params.initializationOptions)
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshes: {
      diagnostics: workspace?.diagnostics?.refreshSupport === true,
      codeLens: workspace?.codeLens?.refreshSupport === true,
      inlayHints: workspace?.inlayHint?.refreshSupport === true,
    },
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    hasFolders: workspace?.workspaceFolders === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    markdown: takesMarkdown(params.capabilities),
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    relatedInformation:
      textDocument?.publishDiagnostics?.relatedInformation ?? textDocument?.diagnostic?.relatedInformation ?? false,
    diagnosticTags:
      (textDocument?.publishDiagnostics?.tagSupport ?? textDocument?.diagnostic?.tagSupport) !== undefined,
    hierarchicalSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    documentChanges: workspace?.workspaceEdit?.documentChanges === true,
    prepareRename: textDocument?.rename?.prepareSupport === true,
    commands: new Set(options.commands),
    trusted: options.trusted,
    compiler: options.compiler,
    folders: foldersOf(params),
  }
}
