import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { shippedCatalog } from '@rolecall/shared/catalog/catalog.js'
import { createFileCheck } from '@rolecall/shared/check/check-file.js'
import type { RoleDocument, RoleSite } from '@rolecall/shared/documents/document.js'
import { readHclModule } from '@rolecall/shared/documents/hcl/document.js'
import { permissionSites } from '@rolecall/shared/documents/permission-site.js'
import type { ReadDocument } from '@rolecall/shared/documents/read-document.js'
import { readDocument } from '@rolecall/shared/documents/read-document.js'
import { createTypescriptReader } from '@rolecall/shared/documents/typescript/document.js'
import { findPlatform } from '@rolecall/shared/platforms/registry.js'
import { documentLanguage, isHclLanguage } from '@rolecall/shared/text/language.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import { createSource } from '@rolecall/shared/text/source.js'
import ts from 'typescript'

export type Files = Readonly<Record<string, string>>

const typescript = createTypescriptReader(ts)

const moduleFiles = (files: Files) =>
  Object.entries(files).flatMap(([file, text]) => {
    const language = documentLanguage(file)
    return language && isHclLanguage(language) ? [readHclModule(createSource(file, text), language)] : []
  })

/** Reads a document of any language; `others`: files of the same directory. */
export const open = (
  text: string,
  file: string,
  before: ReadDocument | null = null,
  others: Files = {},
): ReadDocument | null => {
  const language = documentLanguage(file)
  if (!language) throw new Error(`${file} is of no language that holds roles.`)
  return readDocument(createSource(file, text), language, before, { siblings: moduleFiles(others), typescript })
}

/** The same where it must make roles. */
export const openRoles = (text: string, file: string, others: Files = {}): ReadDocument => {
  const document = open(text, file, null, others)
  if (!document) throw new Error(`${file} is not about roles.`)
  return document
}

export const shipped = (platform: string): Catalog => {
  const found = findPlatform(platform)
  if (!found) throw new Error(`There is no platform ${platform}.`)
  return shippedCatalog(found)
}

export const check = createFileCheck({ catalogs: shipped, limit: 'high', severity: {} })

const lineOf = (text: string, line: number): string => text.split(/\r\n|\n/)[line] ?? ''

/** What a problem underlines, in the text of its file. */
export const underlinedIn = (text: string, { range: { start, end } }: LocatedProblem): string => {
  if (start.line === end.line) return lineOf(text, start.line).slice(start.character, end.character)
  return `${lineOf(text, start.line).slice(start.character)}…`
}

/** The permissions of a role as they are written, with what is underlined for each. */
export const permissionsOf = (document: RoleDocument, site: RoleSite): readonly string[] =>
  permissionSites(document, site).map(({ value, content }) => {
    const written = content.source.text.slice(content.start, content.end)
    if (written !== value) throw new Error(`${value} is written ${written}`)
    return value
  })
