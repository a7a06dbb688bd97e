/** What is left of a platform's rate limit, by the headers of its answers. */

type Headers = Readonly<Record<string, string>>

/** Names in lower case. */
export type BudgetHeaders = { readonly limit: string; readonly remaining: string; readonly reset: string }

/** In no standard, and what most services send. */
export const usualHeaders: BudgetHeaders = {
  limit: 'x-ratelimit-limit',
  remaining: 'x-ratelimit-remaining',
  reset: 'x-ratelimit-reset',
}

export type Budget = {
  /** Requests in a whole window; null where the answer does not say. */
  readonly limit: number | null
  readonly remaining: number
  /** Milliseconds until there is a whole window's again. */
  readonly reset: number
}

export const seconds = (text: string | undefined): number | null =>
  text !== undefined && /^\s*\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) : null

/** Some services count the seconds to the reset, others give it as a time since 1970. */
export const untilReset = (text: string | undefined, now: number): number | null => {
  const value = seconds(text)
  if (value === null) return null
  return value > 1_000_000_000 ? Math.max(value * 1000 - now, 0) : value * 1000
}

const count = (text: string | undefined): number | null => (/^\s*\d+\s*$/.test(text ?? '') ? Number(text) : null)

/** Null where an answer does not say both what is left and until when. */
export const readBudget = (headers: Headers, names: BudgetHeaders, now: number): Budget | null => {
  const remaining = count(headers[names.remaining])
  const reset = untilReset(headers[names.reset], now)
  return remaining === null || reset === null ? null : { limit: count(headers[names.limit]), remaining, reset }
}
