import type { Risk } from '../bindings/catalog.js'

/** What a runner gives a matcher, and gets: the part in which vitest and jest agree. */
export interface MatcherContext {
  readonly isNot?: boolean
  equals(one: unknown, other: unknown, testers?: never[]): boolean
  readonly utils: { printExpected(value: unknown): string; printReceived(value: unknown): string }
}

export interface MatcherResult {
  readonly pass: boolean
  readonly message: () => string
}

/** How much a role can do, least first. */
export type Level = Risk

/** With `not` a runner turns the outcome around; a result that stands as it is must be turned before. */
export const outcome = ({ isNot = false }: MatcherContext, holds: boolean, why: string): MatcherResult => ({
  pass: holds !== isNot,
  message: () => why,
})

/** Of what is named, as many as one reads. */
export const listed = (names: readonly string[], most = 10): string =>
  names.length > most ? `${names.slice(0, most).join(', ')} and ${names.length - most} more` : names.join(', ')
