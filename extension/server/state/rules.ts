/** What holds for the files below one `.rolecall`: reads its configuration and its catalogs. */
import { maximumCatalog } from '@rolecall/shared/catalog/read.js'
import { maximumConfig } from '@rolecall/shared/workspace/config.js'
import type { FoundText, RolecallFolder } from '@rolecall/shared/workspace/folder.js'
import {
  catalogPaths,
  createFolder,
  emptyFolder,
  readCatalogText,
  readConfigFile,
} from '@rolecall/shared/workspace/folder.js'
import type { FolderRules } from '@rolecall/shared/workspace/rules.js'
import { createFolderRules } from '@rolecall/shared/workspace/rules.js'
import { configName, folderName } from '@rolecall/shared/workspace/search.js'
import type { FileEntry, Files } from '../files.js'
import { joinUri, relativePath, resolveUri } from '../uri.js'

/** A file or directory, and its stamp from before it was read: what is written meanwhile is a change, too. */
export type Input = { readonly uri: string; readonly stamp: string | null }

export type Rules = Omit<FolderRules, 'ignores' | 'moduleAt'> & {
  /** The directory that holds `.rolecall`; null without one. */
  readonly root: string | null
  /** Whether the configuration leaves a file out. */
  readonly ignores: (file: string) => boolean
  /** The directory whose role files are deployed together with a file; null: the configuration names none. */
  readonly moduleAt: (file: string) => string | null
  /** What all of this was read from. Some of it may not exist yet. */
  readonly inputs: readonly Input[]
}

const createRules = (root: string | null, folder: RolecallFolder, inputs: readonly Input[]): Rules => {
  const rules = createFolderRules(folder, {
    trust: false,
    trustedWhere: 'in the `catalogs` of the provider block',
    versions: true,
  })
  return {
    ...rules,
    root,
    ignores: (file) => {
      const path = root === null ? null : relativePath(root, file)
      return path !== null && rules.ignores(path)
    },
    moduleAt: (file) => {
      const path = root === null ? null : relativePath(root, file)
      const directory = path === null ? null : rules.moduleAt(path)
      return root === null || directory === null ? null : resolveUri(root, directory)
    },
    inputs,
  }
}

/** What holds where nothing is configured, or nothing that is may count. */
export const shippedRules = (): Rules => createRules(null, emptyFolder, [])

const unreadable = 'It cannot be read: it is not a regular file, is not for you to read, or is too large.'

const readText = async (files: Files, file: string, maximum: number, isThere: boolean): Promise<FoundText> => {
  const text = await files.read(file, maximum)
  return text === null && isThere ? { file, failure: unreadable } : { file, text }
}

const has = (entries: readonly FileEntry[], name: string): boolean => entries.some((entry) => entry.name === name)

export const readRules = async (files: Files, root: string): Promise<Rules> => {
  const inputs: Input[] = []
  const stamp = async (uri: string): Promise<void> => {
    inputs.push({ uri, stamp: await files.stamp(uri) })
  }
  const directory = joinUri(root, folderName)
  const configFile = joinUri(directory, configName)
  await stamp(directory)
  await stamp(configFile)
  const entries = (await files.list(directory)) ?? []
  const read = readConfigFile(await readText(files, configFile, maximumConfig, has(entries, configName)))
  const paths = catalogPaths(
    entries.map(({ name }) => name),
    read.config,
  )
  const catalogs = await Promise.all(
    paths.map(async (path) => {
      const file = resolveUri(directory, path)
      await stamp(file)
      return readCatalogText(await readText(files, file, maximumCatalog, has(entries, path)))
    }),
  )
  return createRules(root, createFolder(read, catalogs), inputs)
}
