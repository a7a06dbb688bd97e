export const documentLanguages = ['yaml', 'json', 'jsonc', 'hcl', 'hcl-json', 'typescript'] as const

export type DocumentLanguage = (typeof documentLanguages)[number]

/** The languages of role files. */
export type RoleFileLanguage = 'yaml' | 'json' | 'jsonc'

/** The languages of Terraform configuration. */
export type HclLanguage = 'hcl' | 'hcl-json'

const endings: readonly (readonly [RegExp, DocumentLanguage])[] = [
  [/\.roles\.ya?ml$/, 'yaml'],
  [/\.roles\.json$/, 'json'],
  [/\.roles\.jsonc$/, 'jsonc'],
  [/\.(?:tf|tofu)$/, 'hcl'],
  [/\.(?:tf|tofu)\.json$/, 'hcl-json'],
  [/\.(?:ts|tsx|mts|cts)$/, 'typescript'],
]

/**
 * The language of a file, by its name alone; null for one that cannot hold roles. Whether a file of
 * a programming language does is seen in its text.
 */
export const documentLanguage = (path: string): DocumentLanguage | null =>
  endings.find(([ending]) => ending.test(path))?.[1] ?? null

export const isRoleFileLanguage = (language: DocumentLanguage): language is RoleFileLanguage =>
  language === 'yaml' || language === 'json' || language === 'jsonc'

export const isHclLanguage = (language: DocumentLanguage): language is HclLanguage =>
  language === 'hcl' || language === 'hcl-json'

/** The language of a role file; null for every other file. */
export const roleFileLanguage = (path: string): RoleFileLanguage | null => {
  const language = documentLanguage(path)
  return language !== null && isRoleFileLanguage(language) ? language : null
}

export const isTypescript = (path: string): boolean => documentLanguage(path) === 'typescript'
