import { readFileSync } from 'node:fs'
import { relative, sep } from 'node:path'
import type { RoleDocument } from '@rolecall/shared/documents/document.js'
import { mentionsRoles } from '@rolecall/shared/documents/read-document.js'
import type { TypescriptReader } from '@rolecall/shared/documents/typescript/document.js'
import { createTypescriptReader } from '@rolecall/shared/documents/typescript/document.js'
import { documentLanguage, isHclLanguage } from '@rolecall/shared/text/language.js'
import { createSource } from '@rolecall/shared/text/source.js'
import { readCounted } from '@rolecall/shared/workspace/read-counted.js'
import { UsageError } from '../verb.js'
import { createModuleFiles } from './module-files.js'

/** A file to read: its absolute path, and its text unless that is to be read from there. */
export type Target = {
  readonly path: string
  readonly text?: string
  /** It was named, so that what lies beside it may not be among the targets. */
  readonly alone?: boolean
}

/** Whether roles may stand in files of such a name. */
export const isReadable = (name: string): boolean => documentLanguage(name) !== null

/** Waits: one small file after the other, that takes a third of the time of asking and being called back. */
export const readTarget = ({ path, text }: Target): string => {
  if (text !== undefined) return text
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The compiler takes a third of a second to load: only with the first TypeScript that is about roles. */
const loadTypescript = async (): Promise<TypescriptReader> =>
  createTypescriptReader((await import('typescript')).default)

/** Reads files into roles; null where a text is not about any. `isNamed`: code deploys the file by its name. */
export const createFileReader = (isNamed: (path: string) => boolean = () => false) => {
  const modulesBeside = createModuleFiles()
  let typescript: TypescriptReader | null = null
  return async (path: string, text: string): Promise<RoleDocument | null> => {
    const language = documentLanguage(path)
    if (language === null) return null
    const isAbout = mentionsRoles(text)
    if (language === 'typescript' && isAbout) typescript ??= await loadTypescript()
    const siblings = isHclLanguage(language) && isAbout ? modulesBeside(path) : []
    return readCounted(createSource(path, text), language, null, { siblings, typescript, named: isNamed(path) })
  }
}

export type FileReader = ReturnType<typeof createFileReader>

/** As reports show it: from the working directory, with `/`. */
export const shownPath = (path: string): string => relative(process.cwd(), path).split(sep).join('/')
