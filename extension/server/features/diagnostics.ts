import type { Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver'
import type { Feature, Server } from '../feature.js'
import type { OpenDocument } from '../state/documents.js'
import { toDiagnostics } from '../text/diagnostic.js'

/** Milliseconds after the last key; as long as the last check took, where that was longer. */
const shortestDelay = 10
const longestDelay = 200

const delayAfter = (duration: number): number => Math.min(longestDelay, Math.max(shortestDelay, duration))

/** Problems of a document as they are now, with the version they belong to. */
type Found = {
  readonly open: OpenDocument
  readonly diagnostics: readonly Diagnostic[]
  /** There is something of ours in the document, be it right or wrong. */
  readonly ours: boolean
}

const findIn = async ({ workspace, client }: Server, uri: string): Promise<Found | null> => {
  const open = workspace.documents.get(uri)
  if (!open) return null
  const settings = await workspace.settings.of(open.uri)
  const opened = settings.diagnostics ? await workspace.opened(uri) : null
  const current = opened?.open ?? workspace.documents.get(uri)
  if (!current) return null
  const own = opened ? toDiagnostics(opened, workspace.problemsOf(opened), client, workspace.documents.clientUri) : []
  const configured = await workspace.configurationProblems(current.source.file)
  return {
    open: current,
    ours: opened !== null,
    diagnostics: [...own, ...toDiagnostics(null, configured, client, workspace.documents.clientUri)],
  }
}

/** For clients that are sent diagnostics: with their version, and nothing for a version that is gone. */
const push = (server: Server): void => {
  const { connection, workspace, report } = server
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  /** Files that have diagnostics in the editor now. */
  const shown = new Set<string>()
  /**
   * Milliseconds the last check of a file took; null before the first, and 0 after it: a whole file
   * takes long, but says nothing about how long an edit will.
   */
  const durations = new Map<string, number | null>()

  const send = async (file: string): Promise<void> => {
    const started = performance.now()
    const found = await findIn(server, file)
    if (durations.has(file)) durations.set(file, durations.get(file) === null ? 0 : performance.now() - started)
    if (!found || !workspace.documents.isCurrent(found.open)) return
    const { open, diagnostics, ours } = found
    if (diagnostics.length > 0 || shown.has(file) || ours) {
      await connection.sendDiagnostics({ uri: open.uri, version: open.version, diagnostics: [...diagnostics] })
    }
    if (diagnostics.length > 0) shown.add(file)
    else shown.delete(file)
    workspace.diagnosed.emit(open)
  }
  const schedule = (file: string, delay: number): void => {
    clearTimeout(timers.get(file))
    const run = (): void => {
      timers.delete(file)
      send(file).catch((error: unknown) => report('diagnostics', error))
    }
    timers.set(file, setTimeout(run, delay))
  }

  workspace.edited.on(({ source: { file } }) => {
    const last = durations.get(file)
    schedule(file, last === undefined ? 0 : delayAfter(last ?? 0))
    if (last === undefined) durations.set(file, null)
  })
  workspace.changed.on(() => {
    for (const { source } of workspace.documents.all()) schedule(source.file, shortestDelay)
  })
  workspace.closed.on(({ uri, source }) => {
    clearTimeout(timers.get(source.file))
    timers.delete(source.file)
    shown.delete(source.file)
    durations.delete(source.file)
    connection.sendDiagnostics({ uri, diagnostics: [] }).catch((error: unknown) => report('diagnostics', error))
  })
}

/** For clients that ask: they hear when it is time to ask again. */
const pull = (server: Server): void => {
  const { connection, client, workspace, answer, report } = server
  const last = new Map<string, { readonly id: string; readonly text: string }>()
  let count = 0

  connection.languages.diagnostics.on(
    answer(
      'diagnostics',
      { kind: 'full', items: [] } as DocumentDiagnosticReport,
      async ({ textDocument, previousResultId }) => {
        const found = await findIn(server, textDocument.uri)
        if (!found) return { kind: 'full', items: [] }
        const { source } = found.open
        // Comparing what was said is cheaper than to know all it depends on.
        const text = JSON.stringify(found.diagnostics)
        const before = last.get(source.file)
        workspace.diagnosed.emit(found.open)
        if (before && before.id === previousResultId && before.text === text)
          return { kind: 'unchanged', resultId: before.id }
        count += 1
        last.set(source.file, { id: String(count), text })
        return { kind: 'full', resultId: String(count), items: [...found.diagnostics] }
      },
    ),
  )
  workspace.closed.on(({ source }) => last.delete(source.file))
  workspace.changed.on(() => {
    if (!client.refreshes.diagnostics) return
    connection.languages.diagnostics.refresh().catch((error: unknown) => report('refresh', error))
  })
}

/** Problems where they are: asked for where the client can ask, else sent; never both, which would show them twice. */
export const diagnostics: Feature = {
  capability: ({ pullsDiagnostics }) =>
    pullsDiagnostics
      ? { diagnosticProvider: { identifier: 'rolecall', interFileDependencies: true, workspaceDiagnostics: false } }
      : {},
  start: (server) => {
    server.workspace.edited.on(
      () => void server.workspace.rules.touch().catch((error: unknown) => server.report('rules', error)),
    )
    if (server.client.pullsDiagnostics) pull(server)
    else push(server)
  },
}
