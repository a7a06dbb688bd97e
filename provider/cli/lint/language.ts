import { documentLanguage } from '@rolecall/shared/documents/language.js'

/** Whether lint reads files of such a name. */
export const isLintable = (name: string): boolean => documentLanguage(name) !== null
