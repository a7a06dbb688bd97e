/** What holds for the files of a directory: the configuration above it and its catalogs. */
import { dirname, join, relative } from 'node:path'
import type { FolderRules } from '@rolecall/shared/workspace/rules.js'
import { createFolderRules } from '@rolecall/shared/workspace/rules.js'
import { findRoot } from '../../config-file.js'
import { readFolder } from '../../workspace-files.js'
import type { Option } from '../verb.js'

/** For verbs that read files by the rules of their workspace. */
export const trustOption: Option = {
  type: 'boolean',
  text: 'catalogs of the workspace may lower the risk of a permission',
}

export type FileRules = Omit<FolderRules, 'ignores' | 'moduleAt'> & {
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

const readRules = (root: string | null, trust: boolean): FileRules => {
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

/** Reads each directory's rules once; directories under one root share them. */
export const createRulesFinder = ({ trust }: { readonly trust: boolean }) => {
  const byDirectory = new Map<string, FileRules>()
  const byRoot = new Map<string | null, FileRules>()
  const find = (directory: string): FileRules => {
    const root = findRoot(directory)
    const rules = byRoot.get(root) ?? readRules(root, trust)
    byRoot.set(root, rules)
    return rules
  }
  return {
    /** For a file, by its absolute path. */
    rulesFor: (file: string): FileRules => {
      const directory = dirname(file)
      const rules = byDirectory.get(directory) ?? find(directory)
      byDirectory.set(directory, rules)
      return rules
    },
    /** All that were asked for. */
    all: (): readonly FileRules[] => [...byRoot.values()],
  }
}
