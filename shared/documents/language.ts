export const documentLanguages = ['yaml', 'json', 'jsonc'] as const

export type DocumentLanguage = (typeof documentLanguages)[number]

/** The language of a role file, by its name alone; null for every other file. */
export const documentLanguage = (path: string): DocumentLanguage | null => {
  const ending = /\.roles\.(yaml|yml|json|jsonc)$/.exec(path)?.[1]
  if (ending === 'json' || ending === 'jsonc') return ending
  return ending === undefined ? null : 'yaml'
}
