import type { RoleFile } from '@rolecall/shared/documents/assemble.js'
import type { RoleDocument } from '@rolecall/shared/documents/document.js'
import { isRoleFileLanguage } from '@rolecall/shared/text/language.js'
import type { Cursor } from './cursor.js'
import { jsonCursor } from './json-cursor.js'
import { yamlCursor } from './yaml-cursor.js'

export const isRoleFile = (document: RoleDocument): document is RoleFile => isRoleFileLanguage(document.language)

/** Null where no key, value or list item of a role file can be typed. */
export const cursorAt = (document: RoleFile, offset: number): Cursor | null =>
  document.language === 'yaml' ? yamlCursor(document, offset) : jsonCursor(document, offset)
