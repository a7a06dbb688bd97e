import type { Answer } from '../service/answer.js'
import type { Call } from '../service/call.js'
import { bearerToken } from '../service/call.js'
import { tooManyRequests } from './refusal.js'

export type RateLimit = { readonly limit: number; readonly windowSeconds: number }

/**
 * The service grants 1000 an hour; here a test suite shall not run into that unasked.
 * https://northflank.com/docs/v1/api/use-the-api
 */
export const generousLimit: RateLimit = { limit: 1_000_000, windowSeconds: 3600 }

type Window = { readonly ends: number; used: number }

/** Counts each token's requests in windows that start with its first request, and tells the count with every answer. */
export const rateLimiter = ({ limit, windowSeconds }: RateLimit) => {
  const windows = new Map<string, Window>()

  const windowOf = (token: string, now: number): Window => {
    const open = windows.get(token)
    if (open && now < open.ends) return open
    const fresh = { ends: now + windowSeconds * 1000, used: 0 }
    windows.set(token, fresh)
    return fresh
  }
  return (call: Call): { readonly headers: Readonly<Record<string, string>>; readonly refusal?: Answer } => {
    const window = windowOf(bearerToken(call) ?? '', call.now)
    const seconds = Math.ceil((window.ends - call.now) / 1000)
    window.used += 1
    const headers = {
      'x-ratelimit-limit': `${limit}`,
      'x-ratelimit-remaining': `${Math.max(limit - window.used, 0)}`,
      'x-ratelimit-reset': `${seconds}`,
    }
    return window.used > limit ? { headers, refusal: tooManyRequests(seconds) } : { headers }
  }
}
