/**
 * An update that was sent and not answered may be what the platform has now, and must not count as somebody else's.
 * Kept in private state until a read or a write tells what became of it.
 */
import type { PrivateState } from '../framework/resource.js'
import { mark } from './mark.js'

const key = 'unanswered'

export const markUnanswered = (known: PrivateState): PrivateState => mark(known, key, 'true')

export const isUnanswered = (known: PrivateState): boolean => known[key] !== undefined

export const withoutUnanswered = (known: PrivateState): PrivateState => mark(known, key, null)
