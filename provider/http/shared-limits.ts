/** A platform counts the requests of a credential, whoever sends them: all clients of this process share one limiter. */
import { createHash } from 'node:crypto'
import { isLoopback } from './base-url.js'
import type { Timing } from './environment.js'
import type { RateLimiter } from './rate-limiter.js'
import { createRateLimiter } from './rate-limiter.js'
import type { Service } from './service.js'

/** By the clock they go by, which is the system's in every process but a test's; then by host and credential. */
const limiters = new WeakMap<Timing, Map<string, RateLimiter>>()

/** The credential is among the headers, and nobody shall find it in a key. */
const keyOf = (root: URL, { headers }: Service): string =>
  `${root.host} ${createHash('sha256').update(JSON.stringify(headers)).digest('base64')}`

export const limiterFor = (service: Service, root: URL, timing: Timing): RateLimiter => {
  const known = limiters.get(timing) ?? new Map<string, RateLimiter>()
  limiters.set(timing, known)
  const key = keyOf(root, service)
  const found = known.get(key)
  if (found) return found
  // A service on this machine is not the vendor's: of its limits only those count that it tells.
  const perSecond = isLoopback(root.hostname) ? {} : service.perSecond
  const limiter = createRateLimiter(perSecond, timing, service.budget?.perMethod)
  known.set(key, limiter)
  return limiter
}
