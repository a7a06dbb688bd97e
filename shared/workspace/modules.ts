/** Which documents are deployed together. Only there do two roles of one key or one name clash. */

import type { RoleDocument } from '../documents/document.js'
import { isHclLanguage } from '../text/language.js'

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

/**
 * The module of a document. Role files make one by directory, unless the configuration says more (`configured`);
 * Terraform always does; of roles in TypeScript only the file is known.
 */
export const moduleOf = ({ source: { file }, language }: RoleDocument, configured: string | null): string => {
  if (language === 'typescript') return file
  if (isHclLanguage(language)) return `terraform ${directoryOf(file)}`
  return configured === null ? `roles ${directoryOf(file)}` : `module ${configured}`
}
