import { setTimeout as delay } from 'node:timers/promises'

export type Retry = { readonly maxAttempts: number; readonly maxWaitSeconds: number }

/** Time and chance, so that a test can hold them still. */
export type Timing = {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Ends early, without failing, when the signal aborts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** From 0 up to, but not including, 1. */
  readonly random: () => number
  /** How long one attempt may take, from its start to the last byte of its answer. */
  readonly attemptMilliseconds: number
}

export type HttpEnvironment = {
  readonly retry: Retry
  /** `terraform-provider-rolecall/0.1.0 (terraform 1.11.4)` */
  readonly userAgent: string
  readonly log: { readonly debug: (message: string, fields?: Record<string, unknown>) => void }
  /** The system's where it is left out. */
  readonly timing?: Timing
  /** Where the proxy variables are looked up: the process's environment where it is left out. */
  readonly variables?: { readonly [name: string]: string | undefined }
}

export const systemTiming: Timing = {
  now: Date.now,
  sleep: async (milliseconds, signal) => {
    await delay(milliseconds, undefined, { signal }).catch(() => undefined)
  },
  random: Math.random,
  attemptMilliseconds: 60_000,
}
