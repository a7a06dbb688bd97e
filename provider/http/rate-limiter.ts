import type { Timing } from './environment.js'
import { longestScatter } from './retry.js'

/** When requests may start: so many a second of each method, and none while the platform asked for a pause. */
export type RateLimiter = {
  /**
   * Null when it is this request's turn, or when the signal aborts; at once the milliseconds of the pause that
   * the platform asked for, where they are more than `longest`.
   */
  turn(method: string, signal: AbortSignal, longest: number): Promise<number | null>
  /** Holds back every request that has not started. */
  pause(milliseconds: number): void
}

export const createRateLimiter = (perSecond: Readonly<Record<string, number>>, { now, sleep }: Timing): RateLimiter => {
  const starts = new Map<string, readonly number[]>()
  let pausedUntil = 0

  /** When a request of the method may start; asking takes the turn. */
  const reserve = (method: string): number => {
    const limit = perSecond[method]
    if (limit === undefined) return now()
    const taken = starts.get(method) ?? []
    const start = Math.max(now(), (taken.at(-limit) ?? -Infinity) + 1000)
    starts.set(method, [...taken, start].slice(-limit))
    return start
  }
  return {
    turn: async (method, signal, longest) => {
      const start = reserve(method)
      for (;;) {
        const pause = pausedUntil - now()
        if (pause > longest + longestScatter) return pause
        const wait = Math.max(start - now(), pause)
        if (wait <= 0 || signal.aborted) return null
        await sleep(wait, signal)
      }
    },
    pause: (milliseconds) => {
      pausedUntil = Math.max(pausedUntil, now() + milliseconds)
    },
  }
}
