/** Parts of the sentences that problems are told in. */
import type { Path } from './role.js'

const longest = 120

/** A value in a message. Somebody else wrote it, so it may be of any length. */
export const quote = (text: string): string => {
  if (text.length <= longest) return `\`${text}\``
  return `\`${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}…\``
}

const joined = (words: readonly string[], last: string): string => {
  const quoted = words.map(quote)
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} ${last} ${quoted.at(-1) ?? ''}`
}

/** `a`, `b` or `c`. */
export const oneOf = (words: readonly string[]): string => joined(words, 'or')

/** `a`, `b` and `c`. */
export const allOf = (words: readonly string[]): string => joined(words, 'and')

/** a, b and c: names that need no quotes. */
export const namesOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

/** The sentence that offers suggestions; or what to do instead. */
export const didYouMean = (suggestions: readonly string[], otherwise: string): string =>
  suggestions.length > 0 ? `Did you mean ${oneOf(suggestions)}?` : otherwise

/** What a sentence about the value at a path starts with. */
export const subject = (path: Path): string => {
  const name = quote(String(path.findLast((segment) => typeof segment === 'string')))
  return typeof path.at(-1) === 'number' ? `Each of ${name}` : name
}
