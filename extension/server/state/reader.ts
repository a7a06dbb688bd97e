import type { RoleFile } from '@rolecall/shared/documents/assemble.js'
import type { RoleDocument } from '@rolecall/shared/documents/document.js'
import { roleFileLanguage } from '@rolecall/shared/documents/language.js'
import { readRoleFile } from '@rolecall/shared/documents/read.js'
import type { Source } from '@rolecall/shared/documents/source.js'
import { uriPath } from '../uri.js'

/** Reads versions of files into roles. Each version is read once, from the one before it. */
export const createReader = () => {
  const known = new WeakMap<Source, RoleDocument | null>()
  const newest = new Map<string, RoleFile>()
  const read = (source: Source): RoleDocument | null => {
    const language = roleFileLanguage(uriPath(source.file))
    if (!language) return null
    const document = readRoleFile(source, language, newest.get(source.file) ?? null)
    newest.set(source.file, document)
    return document
  }
  return {
    /** Null for a file we have nothing to say about. */
    read: (source: Source): RoleDocument | null => {
      const document = known.get(source)
      if (document !== undefined) return document
      const made = read(source)
      known.set(source, made)
      return made
    },
    isOurs: (file: string): boolean => roleFileLanguage(uriPath(file)) !== null,
    /** Reads a version that no other will follow. */
    readOnce: (source: Source): RoleDocument | null => {
      const language = roleFileLanguage(uriPath(source.file))
      return language && readRoleFile(source, language)
    },
    forget: (file: string): void => {
      newest.delete(file)
    },
  }
}

export type Reader = ReturnType<typeof createReader>
