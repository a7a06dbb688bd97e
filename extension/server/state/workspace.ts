/** All that the features look at: open documents, what they say, what holds for them, what is around them. */

import { repeatedBeside } from '@rolecall/shared/check/role-index.js'
import type { RoleDocument } from '@rolecall/shared/documents/document.js'
import { isHclLanguage } from '@rolecall/shared/text/language.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import { modulesOf } from '@rolecall/shared/workspace/modules.js'
import type { Connection } from 'vscode-languageserver'
import type { Client } from '../client.js'
import type { Files } from '../files.js'
import type { LoadTypescript } from '../load-typescript.js'
import { canonicalUri, schemeOf } from '../uri.js'
import type { OpenDocument } from './documents.js'
import { createDocuments } from './documents.js'
import { createIndexedSource } from './indexed-source.js'
import { createModules } from './modules.js'
import { createNamedFiles } from './named-files.js'
import { createReader } from './reader.js'
import { createRoleIndex } from './role-index.js'
import type { Rules } from './rules.js'
import { createRulesFinder } from './rules-finder.js'
import { createSettings } from './settings.js'
import { createSignal } from './signal.js'
import { isRoleFilePath, isTypescriptPath } from './walk.js'

/** An open document with what it says and what holds for it. */
export type Opened = {
  readonly open: OpenDocument
  readonly document: RoleDocument
  /** Documents beside it whose roles may take their permissions from it. */
  readonly beside: readonly RoleDocument[]
  readonly rules: Rules
}

type Resources = { readonly files: Files; readonly loadTypescript: LoadTypescript }

type Checked = { readonly rules: Rules; readonly problems: readonly LocatedProblem[] }

export const createWorkspace = (connection: Connection, client: Client, { files, loadTypescript }: Resources) => {
  let folders = client.folders.map(canonicalUri)
  const documents = createDocuments()
  const modules = createModules(files, { documents, folders: () => folders, watched: client.watchesFiles })
  let compiler: ReturnType<LoadTypescript> | null = null
  const load = (): ReturnType<LoadTypescript> => {
    compiler ??= loadTypescript(client.compiler)
    return compiler
  }
  const named = createNamedFiles(files, load)
  const reader = createReader({ modules, isNamed: named.isNamed, loadTypescript: load })
  const index = createRoleIndex()
  const settings = createSettings(connection, client)
  let trusted = client.trusted
  const changed = createSignal()
  const rulesChanged = createSignal()
  const foldersChanged = createSignal()
  const rules = createRulesFinder({
    files,
    trusted: () => trusted,
    watched: client.watchesFiles,
    onChange: () => {
      rulesChanged.emit()
      changed.emit()
    },
  })
  const checked = new WeakMap<RoleDocument, Checked>()

  /**
   * Whether a file can be one of the workspace. The left side of a diff, a preview and what a chat suggests have a
   * scheme of their own: they are looked at alone, since each is another version of a file that is there already.
   */
  const isMember = (file: string): boolean => {
    const scheme = schemeOf(file)
    return folders.length === 0 ? scheme === 'file:' : folders.some((folder) => schemeOf(folder) === scheme)
  }

  const checkWith = (document: RoleDocument, current: Rules): readonly LocatedProblem[] => {
    const known = checked.get(document)
    if (known?.rules === current) return known.problems
    const problems = current.check(document)
    checked.set(document, { rules: current, problems })
    return problems
  }

  const modulesIn = (document: RoleDocument, current: Rules): readonly string[] =>
    modulesOf(document, {
      calls: named.callsOf(document.source.file),
      configured: current.moduleAt(document.source.file),
    })

  /** What other files that are deployed together with a document repeat of it. */
  const repeatedIn = ({ document, beside, rules: current }: Opened): readonly LocatedProblem[] => {
    const { file } = document.source
    if (isHclLanguage(document.language)) {
      const counts = ({ source }: RoleDocument): boolean =>
        modules.isInModule(source.file) && !current.ignores(source.file)
      return counts(document) ? repeatedBeside(document, beside.filter(counts)) : []
    }
    return isRoleFilePath(file) && index.has(file) ? index.problemsOf(document, modulesIn(document, current)) : []
  }

  /** The newest version with all that reading it needs. Meanwhile a key may be typed, and then it is another. */
  const prepared = async (uri: string): Promise<OpenDocument | null> => {
    const open = documents.get(uri)
    if (!open) return null
    await reader.prepare(open.source)
    return documents.get(uri) === open ? open : prepared(uri)
  }

  const opened = async (uri: string): Promise<Opened | null> => {
    const before = documents.get(uri)
    if (!before) return null
    const found = await rules.rulesFor(before.source.file)
    const enabled = await settings.of(before.uri)
    const open = await prepared(uri)
    if (!open || !enabled.enable || found.ignores(open.source.file)) return null
    const document = reader.read(open.source)
    return document && { open, document, beside: reader.readBeside(open.source), rules: found }
  }

  const edited = createSignal<OpenDocument>()
  const closed = createSignal<OpenDocument>()
  const diagnosed = createSignal<OpenDocument>()
  const filesChanged = createSignal<readonly string[]>()
  /** A file of the workspace, as it is in the editor where it is open there. */
  const readFile = async (file: string, limit: number): Promise<RoleDocument | null> => {
    const open = await prepared(file)
    if (open) return reader.read(open.source)
    const text = await files.read(file, limit)
    if (text === null) return null
    const source = createIndexedSource(file, text)
    await reader.prepare(source)
    // Where no code is looked for, what a feature reads counts.
    if (!files.isLocal && isMember(file) && isTypescriptPath(file)) await named.take(source)
    return reader.readOnce(source)
  }

  foldersChanged.on(modules.forgetAll)

  return {
    documents,
    reader,
    modules,
    named,
    index,
    settings,
    rules,
    /** A document was opened or typed in. */
    edited,
    /** Its problems were found and said. */
    diagnosed,
    closed,
    /** A role file of the workspace was found. */
    indexed: createSignal<string>(),
    /** A directory with code that may name role files was found. */
    projectFound: createSignal<string>(),
    /** The client is ready to be asked. */
    started: createSignal(),
    /** Something besides the documents changed: rules, settings, or what other files say. */
    changed,
    /** A configuration or a catalog is another. */
    rulesChanged,
    foldersChanged,
    /** Files changed on disk, by canonical URI. */
    filesChanged,
    /** The newest version of an open document; null where there is nothing of ours in it. */
    opened,
    /** Its problems, those that other files make in it among them. */
    problemsOf: (open: Opened): readonly LocatedProblem[] => {
      const { document, beside, rules: current } = open
      const { file } = document.source
      const own = checkWith(document, current)
      const others = beside.flatMap((other) => checkWith(other, current).filter((problem) => problem.file === file))
      const across = current.judge(repeatedIn(open))
      return others.length + across.length === 0 && own.every((problem) => problem.file === file)
        ? own
        : [...own.filter((problem) => problem.file === file), ...others, ...across]
    },
    /** What is wrong with the configuration or a catalog, in that file. */
    configurationProblems: async (file: string): Promise<readonly LocatedProblem[]> => {
      const own = file.includes('/.rolecall/') ? [await rules.rulesFor(file)] : []
      return [...new Set([...own, ...(await rules.all())])]
        .flatMap(({ problems }) => problems)
        .filter((problem) => problem.file === file)
    },
    folders: (): readonly string[] => folders,
    isMember,
    /** What of the workspace is deployed together with a document. */
    modulesOf: modulesIn,
    setFolders: (uris: readonly string[]): void => {
      folders = uris.map(canonicalUri)
    },
    isTrusted: (): boolean => trusted,
    trust: (): void => {
      trusted = true
      rules.forget()
      rulesChanged.emit()
      changed.emit()
    },
    readFile,
  }
}

export type Workspace = ReturnType<typeof createWorkspace>
