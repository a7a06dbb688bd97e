/** What holds for the files of a directory: the configuration above it and its catalogs. */
import { dirname, join, relative } from 'node:path'
import type { Rules } from '@rolecall/shared/workspace/rules.js'
import { createRules } from '@rolecall/shared/workspace/rules.js'
import { findRoot } from '../../config-file.js'
import { readFolder } from '../../workspace-files.js'

export type Settings = Omit<Rules, 'ignores' | 'moduleAt'> & {
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

const readSettings = (root: string | null, trust: boolean): Settings => {
  const rules = createRules(readFolder(root), {
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
  const byDirectory = new Map<string, Settings>()
  const byRoot = new Map<string | null, Settings>()
  const find = (directory: string): Settings => {
    const root = findRoot(directory)
    const settings = byRoot.get(root) ?? readSettings(root, trust)
    byRoot.set(root, settings)
    return settings
  }
  return {
    /** For a file, by its absolute path. */
    settingsFor: (file: string): Settings => {
      const directory = dirname(file)
      const settings = byDirectory.get(directory) ?? find(directory)
      byDirectory.set(directory, settings)
      return settings
    },
    /** All that were asked for. */
    all: (): readonly Settings[] => [...byRoot.values()],
  }
}
