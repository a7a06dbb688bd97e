import type { Budget } from './budget.js'
import type { Timing } from './environment.js'
import { longestScatter } from './retry.js'

/** Why a request's turn is too far away, and how far. */
export type Delay = { readonly kind: 'pause' | 'spent'; readonly milliseconds: number }

/**
 * When the requests of a credential may start: so many a second of each method, none while the platform asked for a
 * pause, and none where it says that nothing is left until a time.
 */
export type RateLimiter = {
  /**
   * Null when it is this request's turn, or when the signal aborts. Where that would take longer than `longest`
   * milliseconds, because the platform asked for a pause or nothing is left, it ends at once and says which and how long.
   */
  turn(method: string, signal: AbortSignal, longest?: number): Promise<Delay | null>
  /** Holds back every request that has not started. */
  pause(milliseconds: number): void
  /** Takes in what the answer to a request tells. */
  hear(method: string, budget: Budget): void
}

/**
 * `perSecond`: how many requests of a method the platform allows in one second, before it says so itself. `perMethod`:
 * what answers tell is about requests of their method, and not about all.
 */
export const createRateLimiter = (
  perSecond: Readonly<Record<string, number>>,
  { now, sleep }: Timing,
  perMethod = false,
): RateLimiter => {
  const pace = new Map(Object.entries(perSecond))
  const starts = new Map<string, readonly number[]>()
  const spentUntil = new Map<string, number>()
  let pausedUntil = 0

  const budgetOf = (method: string): string => (perMethod ? method : '')

  /** When a request of the method may start; asking takes the turn. */
  const reserve = (method: string): number => {
    const limit = pace.get(method)
    if (limit === undefined) return now()
    const taken = starts.get(method) ?? []
    const start = Math.max(now(), (taken.at(-limit) ?? -Infinity) + 1000)
    starts.set(method, [...taken, start].slice(-limit))
    return start
  }
  return {
    turn: async (method, signal, longest = Infinity) => {
      const start = reserve(method)
      for (;;) {
        const spent = (spentUntil.get(budgetOf(method)) ?? 0) - now()
        const pause = pausedUntil - now()
        if (signal.aborted) return null
        if (spent > longest) return { kind: 'spent', milliseconds: spent }
        if (pause > longest + longestScatter) return { kind: 'pause', milliseconds: pause }
        const wait = Math.max(start - now(), pause, spent)
        if (wait <= 0) return null
        await sleep(wait, signal)
      }
    },
    pause: (milliseconds) => {
      pausedUntil = Math.max(pausedUntil, now() + milliseconds)
    },
    hear: (method, { limit, remaining, reset }) => {
      const budget = budgetOf(method)
      // Answers overtake each other, so one that tells of more does not undo that nothing is left.
      if (remaining === 0) spentUntil.set(budget, Math.max(spentUntil.get(budget) ?? 0, now() + reset))
      if (perMethod && limit !== null && limit > 0 && reset <= 1000) pace.set(method, limit)
    },
  }
}
