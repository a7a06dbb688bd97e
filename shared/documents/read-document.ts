/** The one way from a text to its roles, for every language. */

import type { DocumentLanguage } from '../text/language.js'
import { isHclLanguage, isRoleFileLanguage } from '../text/language.js'
import type { Source } from '../text/source.js'
import type { RoleFile } from './assemble.js'
import type { HclDocument } from './hcl/document.js'
import { readHcl } from './hcl/document.js'
import type { ModuleFile } from './hcl/module.js'
import { readRoleFile } from './read.js'
import type { TypescriptDocument, TypescriptReader } from './typescript/document.js'

/** A document with what is needed to read its next version. */
export type ReadDocument = RoleFile | HclDocument | TypescriptDocument

/** What lies outside the text. */
export type DocumentContext = {
  /** The other files of the same directory, read with `readHclModule`: their locals and variables count. */
  readonly siblings?: readonly ModuleFile[]
  /** From `createTypescriptReader`; loading the compiler is left to the caller. */
  readonly typescript?: TypescriptReader | null
}

/** Whether a file of a programming language can be about our roles. */
export const mentionsRoles = (text: string): boolean => text.includes('rolecall')

/**
 * Reads a document; null where it is code that is not about our roles. Never fails: what cannot be
 * read is a problem of the document. `before` is the version before of the same file; what an edit
 * left alone is taken from it.
 */
export const readDocument = (
  source: Source,
  language: DocumentLanguage,
  before: ReadDocument | null = null,
  { siblings = [], typescript = null }: DocumentContext = {},
): ReadDocument | null => {
  if (isRoleFileLanguage(language)) {
    return readRoleFile(source, language, before !== null && 'parts' in before ? before : null)
  }
  if (!mentionsRoles(source.text)) return null
  if (isHclLanguage(language)) {
    return readHcl(source, language, before !== null && 'module' in before ? before : null, siblings)
  }
  return typescript?.(source) ?? null
}
