import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, WatchKind } from 'vscode-languageserver'
import type { Feature } from '../feature.js'
import { hclLanguage } from '../state/modules.js'
import type { Workspace } from '../state/workspace.js'
import { canonicalUri, parentUri, parentUris, uriPath } from '../uri.js'

/** The directory too: where it is deleted as a whole, clients may say nothing of the files in it. */
const watched = [
  '**/.rolecall',
  '**/.rolecall/*.{yaml,json}',
  '**/*.roles.{yaml,yml,json,jsonc}',
  '**/*.{tf,tofu,tf.json,tofu.json}',
  '**/.gitignore',
  '**/cdktf.json',
]

/** A workspace with more of them is watched less closely. */
const maximumDirectories = 500

/** The directories between a file and the folder of the workspace it is in; none where it is in no folder. */
const directoriesAbove = (file: string, folders: readonly string[]): readonly string[] => {
  const above = [...parentUris(file)]
  return above.slice(
    0,
    Math.max(
      0,
      above.findIndex((directory) => folders.includes(directory)),
    ),
  )
}

/** What the walk comes by, and where the paths in code start from. */
const decidesWhatIsFound = /\/(?:\.gitignore|cdktf\.json)$/

/** `.rolecall` decides what is wrong in many files, other files only in what they name. */
const isConfiguration = (uri: string): boolean =>
  uriPath(uri).includes('/.rolecall/') || uriPath(uri).endsWith('/.rolecall')

/** Milliseconds without a key, after which files beside the one that is typed in are looked at again. */
const settled = 300

const hasOpenBeside = ({ documents }: Workspace, file: string): boolean =>
  documents.all().some(({ source }) => {
    const isOther = source.file !== file && hclLanguage(source.file) !== null
    return isOther && parentUri(source.file) === parentUri(file)
  })

/** Sees configuration, catalogs and role files change on disk, and settings in the editor. */
export const watching: Feature = {
  capability: () => ({ workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }),
  start: ({ connection, client, workspace, report }) => {
    const catalogs = new Set<string>()
    const register = async (): Promise<void> => {
      if (client.watchesFiles) {
        const watchers = watched.map((globPattern) => ({ globPattern }))
        await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers })
      }
      if (client.registersConfiguration) {
        await connection.client.register(DidChangeConfigurationNotification.type, { section: 'rolecall' })
      }
    }
    /** Catalogs that a configuration names may have any name, and may lie outside the workspace. */
    const watchCatalogs = async (): Promise<void> => {
      if (!client.watchesFiles) return
      const inputs = (await workspace.rules.all()).flatMap((rules) => rules.inputs.map(({ uri }) => uri))
      const more = inputs.filter((uri) => !isConfiguration(uri) && !catalogs.has(uri))
      if (more.length === 0) return
      for (const uri of more) catalogs.add(uri)
      const watchers = more.map((uri) => ({ globPattern: uriPath(uri) }))
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers })
    }
    const directories = new Set<string>()
    const watchDirectories = async (file: string): Promise<void> => {
      if (!client.watchesFiles || directories.size >= maximumDirectories) return
      const more = directoriesAbove(file, workspace.folders()).filter((uri) => !directories.has(uri))
      if (more.length === 0) return
      for (const uri of more) directories.add(uri)
      const watchers = more.map((uri) => ({ globPattern: uriPath(uri), kind: WatchKind.Delete }))
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers })
    }
    const projects = new Set<string>()
    /** Code that may name role files. */
    const watchProject = async (directory: string): Promise<void> => {
      if (!client.watchesFiles || projects.has(directory)) return
      projects.add(directory)
      const watchers = [{ globPattern: `${uriPath(directory)}/**/*.{ts,tsx,mts,cts}` }]
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers })
    }
    const followFolders = (): void => {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => canonicalUri(uri)))
        workspace.setFolders([...workspace.folders().filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)])
        workspace.rules.forget()
        workspace.foldersChanged.emit()
        workspace.changed.emit()
      })
    }
    const inBackground = (name: string, work: () => Promise<void>): void => {
      work().catch((error: unknown) => report(name, error))
    }

    connection.onInitialized(() => {
      inBackground('register', register)
      // Not earlier: before it has our capabilities the library would register for it, which no client takes yet.
      if (client.hasFolders) followFolders()
      workspace.started.emit()
    })
    workspace.indexed.on((file) => inBackground('watch directories', () => watchDirectories(file)))
    workspace.projectFound.on((directory) => inBackground('watch code', () => watchProject(directory)))
    workspace.rules.read.on(() => inBackground('watch catalogs', watchCatalogs))
    connection.onDidChangeConfiguration(({ settings }) => {
      workspace.settings.change(settings)
      workspace.changed.emit()
    })
    connection.onDidChangeWatchedFiles(({ changes }) => {
      const files = changes.map(({ uri }) => canonicalUri(uri))
      workspace.filesChanged.emit(files)
      const modules = files.filter((file) => hclLanguage(file) !== null)
      for (const file of modules) workspace.modules.forget(file)
      if (modules.length > 0) workspace.changed.emit()
      if (files.some((file) => decidesWhatIsFound.test(file))) workspace.foldersChanged.emit()
      if (!files.some((file) => isConfiguration(file) || catalogs.has(file))) return
      workspace.rules.forget()
      workspace.rulesChanged.emit()
      workspace.changed.emit()
    })
    let timer: ReturnType<typeof setTimeout> | undefined
    workspace.edited.on(({ source }) => {
      if (hclLanguage(source.file) === null || !hasOpenBeside(workspace, source.file)) return
      clearTimeout(timer)
      timer = setTimeout(workspace.changed.emit, settled)
    })
  },
}
