import { readFile } from 'node:fs/promises'
import { relative, sep } from 'node:path'
import type { RoleDocument } from '@rolecall/shared/documents/document.js'
import { roleFileLanguage } from '@rolecall/shared/documents/language.js'
import { readRoleFile } from '@rolecall/shared/documents/read.js'
import { createSource } from '@rolecall/shared/documents/source.js'
import { UsageError } from '../verb.js'

/** A file to read: its absolute path, and its text unless that is to be read from there. */
export type Target = { readonly path: string; readonly text?: string }

/** Whether roles may stand in files of such a name. */
export const isReadable = (name: string): boolean => roleFileLanguage(name) !== null

export const textOf = async ({ path, text }: Target): Promise<string> => {
  if (text !== undefined) return text
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Null where the text is not about roles of ours. */
export const readDocument = (path: string, text: string): RoleDocument | null => {
  const language = roleFileLanguage(path)
  return language && readRoleFile(createSource(path, text), language)
}

/** As reports show it: from the working directory, with `/`. */
export const shownPath = (path: string): string => relative(process.cwd(), path).split(sep).join('/')
