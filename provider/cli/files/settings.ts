/** What holds for the files of a directory: the configuration above it and its catalogs. */
import { dirname, join, relative } from 'node:path'
import type { FolderRules } from '@rolecall/shared/workspace/rules.js'
import { createFolderRules } from '@rolecall/shared/workspace/rules.js'
import { findRoot } from '../../config-file.js'
import { readFolder } from '../../workspace-files.js'

export type WorkspaceSettings = Omit<FolderRules, 'ignores' | 'moduleAt'> & {
  /** Whether the configuration leaves a file, by its absolute path, out. */
  readonly ignores: (path: string) => boolean
  /** The directory, by its absolute path, whose role files are deployed together with a file; null: its own. */
  readonly moduleAt: (path: string) => string | null
}

/** A path below the root with `/`; null for all others. */
const pathBelow = (root: string | null, file: string): string | null => {
  const inside = root === null ? '' : relative(root, file)
  return inside === '' || inside.startsWith('..') ? null : inside.replaceAll('\\', '/')
}

const readSettings = (root: string | null, trust: boolean): WorkspaceSettings => {
  const rules = createFolderRules(readFolder(root), {
    trust,
    trustedWhere: 'with --trust-workspace',
  })
  return {
    ...rules,
    ignores: (file) => {
      const path = pathBelow(root, file)
      return path !== null && rules.ignores(path)
    },
    moduleAt: (file) => {
      const path = pathBelow(root, file)
      const directory = path === null ? null : rules.moduleAt(path)
      return directory === null || root === null ? null : join(root, directory)
    },
  }
}

/** Reads each directory's settings once; directories under one root share them. */
export const createSettingsFinder = ({ trust }: { readonly trust: boolean }) => {
  const byDirectory = new Map<string, WorkspaceSettings>()
  const byRoot = new Map<string | null, WorkspaceSettings>()
  const find = (directory: string): WorkspaceSettings => {
    const root = findRoot(directory)
    const settings = byRoot.get(root) ?? readSettings(root, trust)
    byRoot.set(root, settings)
    return settings
  }
  return {
    /** For a file, by its absolute path. */
    settingsFor: (file: string): WorkspaceSettings => {
      const directory = dirname(file)
      const settings = byDirectory.get(directory) ?? find(directory)
      byDirectory.set(directory, settings)
      return settings
    },
    /** All that were asked for. */
    all: (): readonly WorkspaceSettings[] => [...byRoot.values()],
  }
}
