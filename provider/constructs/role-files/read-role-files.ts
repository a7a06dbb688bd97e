/** Role files as synth reads them, each with what holds where it is. */
import { dirname } from 'node:path'
import type { RoleDocument, RoleSite } from '@rolecall/shared/documents/document.js'
import { readRoleFile } from '@rolecall/shared/documents/read.js'
import { maximumLength } from '@rolecall/shared/syntax/fragment.js'
import { roleFileLanguage } from '@rolecall/shared/text/language.js'
import { createSource } from '@rolecall/shared/text/source.js'
import type { FolderRules } from '@rolecall/shared/workspace/rules.js'
import { readRegular } from '../../read-regular.js'
import type { FoundFile } from './find-role-files.js'

export type ReadFile = {
  readonly document: RoleDocument
  /** Without what a provider block adds. */
  readonly rules: FolderRules
  /** Absolute. */
  readonly path: string
}

/** A role to deploy, and the file that it is in. */
export type ReadRole = ReadFile & { readonly site: RoleSite }

export type ReadFiles = {
  readonly files: readonly ReadFile[]
  /** Why others cannot be opened. */
  readonly failures: readonly string[]
}

/** Bytes. What is longer than a role file may be is said with its place, unless it is longer than that by far. */
const maximumFile = 4 * maximumLength

const readText = (path: string): string | Error => {
  try {
    return readRegular(path, maximumFile)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

const readDocument = ({ path, shown }: FoundFile): RoleDocument | string => {
  const text = readText(path)
  const language = roleFileLanguage(path)
  if (typeof text !== 'string') return `${shown} cannot be read: ${text.message}`
  return language ? readRoleFile(createSource(shown, text), language) : `${shown} is not a role file.`
}

export const readRoleFiles = (found: readonly FoundFile[], rulesOf: (directory: string) => FolderRules): ReadFiles => {
  const files: ReadFile[] = []
  const failures: string[] = []
  for (const file of found) {
    const document = readDocument(file)
    if (typeof document === 'string') failures.push(document)
    else files.push({ document, path: file.path, rules: rulesOf(dirname(file.path)) })
  }
  return { files, failures }
}

export const rolesIn = (files: readonly ReadFile[]): readonly ReadRole[] =>
  files.flatMap((file) => file.document.roles.map((site) => ({ ...file, site })))
