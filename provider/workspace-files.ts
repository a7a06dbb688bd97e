/** Reads what lies in `.rolecall`. Each caller decides what a problem of it means. Synchronous, since synth is. */
import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { maximumCatalog } from '@rolecall/shared/catalog/read.js'
import { maximumConfig } from '@rolecall/shared/workspace/config.js'
import type { FoundText, ReadCatalog, RolecallFolder } from '@rolecall/shared/workspace/folder.js'
import {
  catalogPaths,
  createFolder,
  emptyFolder,
  readCatalogText,
  readConfigFile,
} from '@rolecall/shared/workspace/folder.js'
import { configName, folderName } from '@rolecall/shared/workspace/search.js'
import { findRoot } from './config-file.js'
import { readIfThere } from './read-regular.js'

const cannotRead = (failure: unknown): string =>
  `It cannot be read: ${failure instanceof Error ? failure.message : String(failure)}`

const readText = (file: string, maximum: number): FoundText => {
  try {
    return { file, text: readIfThere(file, maximum) }
  } catch (failure) {
    return { file, failure: cannotRead(failure) }
  }
}

/** `path`: seen from the directory. */
export const readCatalog = (directory: string, path: string): ReadCatalog =>
  readCatalogText(readText(resolve(directory, path), maximumCatalog))

const readCatalogs = (folder: string, config: RolecallFolder['config']): readonly ReadCatalog[] => {
  try {
    return catalogPaths(readdirSync(folder), config).map((path) => readCatalog(folder, path))
  } catch (failure) {
    return [{ file: folder, error: cannotRead(failure) }]
  }
}

/** What `.rolecall` in a directory says; where that is null, nothing. What cannot be read is a problem in it. */
export const readFolder = (root: string | null): RolecallFolder => {
  if (root === null) return emptyFolder
  const folder = join(root, folderName)
  const read = readConfigFile(readText(join(folder, configName), maximumConfig))
  return createFolder(read, readCatalogs(folder, read.config))
}

/** Everything that holds for a directory. */
export const readWorkspaceFiles = (directory: string): RolecallFolder => readFolder(findRoot(directory))
