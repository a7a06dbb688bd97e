/** The Terraform files beside a file: their locals and variables count in it. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readHclModule } from '@rolecall/shared/documents/hcl/document.js'
import type { ModuleFile } from '@rolecall/shared/documents/hcl/module.js'
import { documentLanguage, isHclLanguage } from '@rolecall/shared/text/language.js'
import { createSource } from '@rolecall/shared/text/source.js'
import { moduleMates } from '@rolecall/shared/text/tofu.js'

/** Bytes. What is larger was generated, and defines nothing for roles. */
const maximumFile = 5_000_000

const readModuleFile = (path: string): ModuleFile | null => {
  const language = documentLanguage(path)
  if (language === null || !isHclLanguage(language)) return null
  try {
    return statSync(path).size > maximumFile
      ? null
      : readHclModule(createSource(path, readFileSync(path, 'utf8')), language)
  } catch {
    // Gone, or not for us to read. What it defines cannot be seen, so roles that use it are partial.
    return null
  }
}

const readDirectory = (directory: string): readonly ModuleFile[] =>
  readdirSync(directory, { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? (readModuleFile(join(directory, entry.name)) ?? []) : [],
  )

/** Keeps the directory it was last asked for: files come in the order of their directories. */
export const createModuleFiles = () => {
  let last: { readonly directory: string; readonly files: readonly ModuleFile[] } | null = null
  return (path: string): readonly ModuleFile[] => {
    const directory = dirname(path)
    if (last?.directory !== directory) last = { directory, files: readDirectory(directory) }
    const mates = moduleMates(
      path,
      last.files.map(({ source }) => source.file),
    )
    return last.files.filter(({ source }) => mates.has(source.file))
  }
}
