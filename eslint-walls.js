/**
 * Which room of the house may import which: the drawing of ARCHITECTURE.md as data. A room that is not named may
 * not be imported, and one room is one folder, or the files named here that lie beside the folders.
 */
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))

const storeys = ['model', 'platforms', 'catalog', 'text', 'syntax', 'documents', 'rules', 'check', 'fix']

/** By workspace and room: the rooms beside it that it may import. */
export const walls = {
  shared: {
    model: [],
    platforms: ['model'],
    catalog: ['model', 'platforms'],
    text: ['model'],
    syntax: ['model', 'text'],
    documents: ['model', 'platforms', 'text', 'syntax'],
    rules: ['model', 'platforms', 'catalog'],
    check: storeys.filter((storey) => !['check', 'fix'].includes(storey)),
    fix: ['model', 'platforms', 'text', 'syntax', 'documents', 'rules'],
    workspace: storeys,
    report: ['model', 'platforms', 'catalog'],
    schema: ['model', 'platforms', 'catalog'],
  },
  provider: {
    files: [],
    plugin: [],
    value: [],
    framework: ['value'],
    rpc: ['plugin', 'value', 'framework'],
    http: [],
    platforms: ['http'],
    roles: ['files', 'value', 'framework', 'http', 'platforms'],
    sandbox: ['files'],
    constructs: ['files'],
    cli: ['files', 'platforms', 'roles', 'sandbox'],
    start: ['build', 'cli', 'platforms', 'roles', 'files'],
    examples: ['constructs'],
    build: ['files', 'value', 'framework', 'platforms', 'roles', 'cli'],
    main: ['files', 'plugin', 'rpc', 'framework', 'roles'],
  },
  'extension/server': {
    files: [],
    cursor: [],
    state: ['files'],
    feature: ['files', 'state'],
    text: ['files', 'cursor', 'state'],
    edit: ['files', 'state', 'text'],
    complete: ['files', 'cursor', 'state', 'text', 'edit'],
    fixes: ['files', 'cursor', 'state', 'text', 'edit'],
    features: ['files', 'feature', 'cursor', 'state', 'text', 'edit', 'complete', 'fixes'],
    main: ['files', 'feature', 'cursor', 'state', 'text', 'edit', 'complete', 'fixes', 'features'],
  },
}

/** Rooms that are files, not folders; every other file beside the folders is of `main`. */
const fileRooms = {
  provider: {
    files: ['config-file.ts', 'read-regular.ts', 'replace-file.ts', 'version.ts', 'workspace-files.ts'],
  },
  'extension/server': {
    feature: ['feature.ts'],
    files: ['client.ts', 'files.ts', 'guard.ts', 'load-typescript.ts', 'requests.ts', 'uri.ts'],
  },
}

const workspaces = ['shared', 'provider', 'extension']

/** What a path is part of: its workspace, and its room where the workspace has walls. */
const placeOf = (path) => {
  const parts = relative(root, path).split(sep)
  const [workspace] = parts
  if (!workspaces.includes(workspace)) return { workspace: null }
  const house = Object.keys(walls).find((name) => relative(join(root, name), path).split(sep)[0] !== '..')
  if (!house) return { workspace }
  const [folder, ...rest] = relative(join(root, house), path).split(sep)
  if (folder === 'dist') return { workspace }
  if (rest.length > 0) return { workspace, house, room: folder }
  const name = folder.replace(/\.js$/, '.ts')
  const [room = 'main'] = Object.entries(fileRooms[house] ?? {}).find(([, files]) => files.includes(name)) ?? []
  return { workspace, house, room }
}

const packages = { '@rolecall/shared': 'shared', '@rolecall/provider': 'provider', 'rolecall-vscode': 'extension' }

const targetOf = (specifier, file) => {
  if (specifier.startsWith('.')) return resolve(dirname(file), specifier)
  // The entries of the package that users import.
  if (/^@rolecall\/provider\/(?:cdktf|cdktn|testing)$/.test(specifier))
    return join(root, 'provider/constructs/index.ts')
  const name = Object.keys(packages).find((each) => specifier === each || specifier.startsWith(`${each}/`))
  return name === undefined ? null : join(root, packages[name], specifier.slice(name.length))
}

const builtin =
  /^(?:node:|(?:assert|buffer|child_process|crypto|fs|http|https|net|os|path|process|stream|url|util)(?:\/|$))/

/** Why a file may not import something; null where it may. */
export const importProblem = (file, specifier) => {
  const from = placeOf(file)
  if (from.workspace === 'shared' && builtin.test(specifier)) return 'shared does no I/O.'
  const target = targetOf(specifier, file)
  if (from.workspace === null || target === null) return null
  const to = placeOf(target)
  if (to.workspace === null) return null
  if (from.workspace !== to.workspace) {
    return to.workspace === 'shared' ? null : `${from.workspace} never imports ${to.workspace}.`
  }
  if (from.house !== to.house || from.house === undefined || from.room === to.room) return null
  const allowed = walls[from.house][from.room]
  if (allowed?.includes(to.room)) return null
  return `${from.house}/${from.room} may not import ${to.room}: ARCHITECTURE.md draws which way imports point.`
}

/** Every way to name a module: `import`, `import type`, `export … from`, `import()` and `import('…').Type`. */
const walled = {
  meta: { type: 'problem', schema: [] },
  create: (context) => {
    const check = (node, source) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return
      const message = importProblem(context.filename, source.value)
      if (message !== null) context.report({ node, message })
    }
    const bySource = (node) => check(node, node.source)
    return {
      ImportDeclaration: bySource,
      ExportNamedDeclaration: bySource,
      ExportAllDeclaration: bySource,
      ImportExpression: bySource,
      TSImportType: (node) => check(node, node.source ?? node.argument?.literal ?? node.argument),
    }
  },
}

export const wallsPlugin = { rules: { imports: walled } }
