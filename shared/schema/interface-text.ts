/** The pieces that interfaces of attributes are written from. */

/** As CDKTF's generator spells attributes. */
export const camelCase = (name: string): string => name.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase())

/** A member with what is said of it. */
export const documented = (description: string, line: string): string =>
  `  /** ${description.replaceAll('*/', '* /').replaceAll('\n', ' ')} */\n  readonly ${line}\n`

/** What a value may be that is one of these: a token too, of which that is not known yet. */
export const choices = (values: readonly string[]): readonly string[] => [
  ...values.map((value) => JSON.stringify(value)),
  'TokenString',
]

export const literals = (values: readonly string[]): string => choices(values).join(' | ')
