/** Which documents are deployed together. Only there do two roles of one key or one name clash. */

import type { DocumentLanguage } from '../text/language.js'
import { isHclLanguage } from '../text/language.js'
import type { Source } from '../text/source.js'

export const directoryOf = (file: string): string => file.replace(/[/\\][^/\\]*$/, '')

/** `./roles/`, `roles` and `roles\` are one directory; `.` is all of them. */
const plainPath = (path: string): string =>
  path
    .replaceAll('\\', '/')
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .join('/')

/** Of the directories that the configuration names as modules the innermost around a path; null: none is. */
export const createModuleFinder = (modules: readonly string[]): ((path: string) => string | null) => {
  const directories = [...new Set(modules.map(plainPath))].sort((one, other) => other.length - one.length)
  return (path) => directories.find((directory) => directory === '' || path.startsWith(`${directory}/`)) ?? null
}

/** What is known of a role file besides its place. */
type Deployed = {
  /** Calls in code that deploy it. */
  readonly calls: readonly string[]
  /** The directory that the configuration makes a module. */
  readonly configured: string | null
}

/** A document, or the place of one that is to be. */
type Placed = { readonly source: Pick<Source, 'file'>; readonly language: DocumentLanguage }

/**
 * The modules of a document. Code may deploy a role file in several stacks, each with other files; where neither
 * code nor the configuration says what is deployed together, the role files of a directory are. Terraform always
 * goes by directory; of roles in TypeScript only the file is known.
 */
export const modulesOf = (
  { source: { file }, language }: Placed,
  { calls, configured }: Deployed,
): readonly string[] => {
  if (language === 'typescript') return [file]
  if (isHclLanguage(language)) return [`terraform ${directoryOf(file)}`]
  const named = calls.map((call) => `call ${call}`)
  const modules = configured === null ? named : [...named, `module ${configured}`]
  return modules.length > 0 ? modules : [`roles ${directoryOf(file)}`]
}
