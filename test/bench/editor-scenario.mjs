/** One server, one file: everything that is measured, as calls that give milliseconds. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { startClient } from '../extension/client.mjs'
import { createEditedText } from './editor-text.mjs'
import { usageOf } from './process-tree.mjs'

/** Milliseconds after which a server is taken to have said something wrong, or nothing. */
const patience = 60_000

const burst = 20

/**
 * Of an editor that is sent diagnostics and does not ask for them.
 * @type {import('vscode-languageserver').ClientCapabilities}
 */
const capabilities = {
  workspace: { didChangeConfiguration: {}, workspaceFolders: true },
  textDocument: {
    synchronization: { dynamicRegistration: false },
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    completion: { contextSupport: true, completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
  },
}

const place = ({ range: { start, end } }) => [start.line, start.character, end.line, end.character]

const inOrder = (one, other) => one[0] - other[0] || one[1] - other[1]

/** What is published, in the form of what is expected. */
const placesOf = (diagnostics) =>
  diagnostics
    .map(place)
    .sort(inOrder)
    .map(([line, start, endLine, end]) =>
      line === endLine ? `${line}:${start}-${end}` : `${line}:${start}-${endLine}:${end}`,
    )
    .join(' ')

/** The edit an item makes, in both of the forms the protocol has for it. */
const editOf = ({ itemDefaults }, item) => item.textEdit?.range ?? item.textEdit?.replace ?? itemDefaults?.editRange

/** Whether one of the items would put another permission in the place of what is typed. */
const offers = (answer, { other, range }) => {
  const list = Array.isArray(answer) ? { items: answer } : answer
  const item = list?.items.find(
    ({ label, textEdit, insertText }) => (textEdit?.newText ?? insertText ?? label) === other,
  )
  return item !== undefined && JSON.stringify(editOf(list, item)) === JSON.stringify(range)
}

/** Waits for the exact diagnostics of a version; what belongs to another version does not count. */
const createWatch = (server) => {
  let wanted = null
  let latest = null
  const look = ({ version, diagnostics }) => {
    if (!wanted || (version !== undefined && version !== null && version !== wanted.version)) return
    latest = placesOf(diagnostics)
    if (latest === wanted.expected) wanted.resolve(performance.now())
  }
  return {
    look,
    until: (version, expected) =>
      new Promise((resolve, reject) => {
        const fail = () => reject(new Error(`${server}, version ${version}: expected ${expected}, last was ${latest}`))
        const timer = setTimeout(fail, patience)
        wanted = { version, expected, resolve: (at) => (clearTimeout(timer), (wanted = null), resolve(at)) }
      }),
  }
}

/** Ends when all that is wrong in the opened file, and nothing else, is said: `start` is how long that took. */
export const startScenario = async (server, { language, lines, seed, directory }) => {
  const path = join(directory, server.name)
  await mkdir(path, { recursive: true })
  const folder = { path, uri: pathToFileURL(path).href }
  const edited = createEditedText(language, lines, seed)
  const uri = pathToFileURL(join(path, language.file)).href
  const text = edited.text()
  await writeFile(join(path, language.file), text)
  const { args, settings } = await server.start(folder)
  const watch = createWatch(`${server.name}, ${language.name}, ${lines} lines`)

  const started = performance.now()
  const answers = {
    'workspace/configuration': ({ items }) => items.map(({ section }) => settings[section] ?? null),
    'workspace/workspaceFolders': () => [{ uri: folder.uri, name: 'bench' }],
  }
  const answer = (method, params) => answers[method]?.(params)
  const onNotification = (method, params) => {
    if (method === 'textDocument/publishDiagnostics' && params.uri === uri) watch.look(params)
  }
  const client = await startClient({
    args,
    cwd: folder.path,
    initialize: {
      processId: process.pid,
      rootUri: folder.uri,
      workspaceFolders: [{ uri: folder.uri, name: 'bench' }],
      capabilities,
    },
    answer,
    onNotification,
  })
  const request = (method, params) => Promise.race([client.connection.sendRequest(method, params), client.failed])
  const notify = (method, params) => void client.connection.sendNotification(method, params).catch(() => undefined)
  let version = 1
  const exact = () => Promise.race([watch.until(version, edited.expected()), client.failed])
  notify('textDocument/didOpen', { textDocument: { uri, languageId: language.languageId, version, text } })
  const start = (await exact()) - started

  const change = (contentChange) => {
    version += 1
    notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [contentChange] })
  }
  /** From the first change on to the exact diagnostics after the last. */
  const timed = async (changes) => {
    const began = performance.now()
    for (const one of changes) change(one)
    return (await exact()) - began
  }
  return {
    start,
    edit: () => timed([edited.toggle()]),
    insert: async () => {
      const { change: inserted, remove } = edited.insert()
      const time = await timed([inserted])
      await timed([remove()])
      return time
    },
    burst: () => timed(Array.from({ length: burst }, edited.toggle)),
    /** The list is asked for in the tick of the letter, and must know the letter. */
    complete: async () => {
      const { change: removed, back, ...typed } = edited.retype()
      await timed([removed])
      const settled = back()
      const began = performance.now()
      change(settled)
      const { position } = typed
      const asked = request('textDocument/completion', {
        textDocument: { uri },
        position,
        context: { triggerKind: 1 },
      })
      const [time] = await Promise.all([
        asked.then((answer) => {
          const took = performance.now() - began
          if (!offers(answer, typed))
            throw new Error(`${server.name} does not offer ${typed.other} at ${JSON.stringify(position)}`)
          return took
        }),
        exact(),
      ])
      return time
    },
    usage: () => usageOf(client.pid),
    stop: () => client.stop(2000),
  }
}
