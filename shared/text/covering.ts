import { lastAtOrBefore } from './source.js'
import type { Span } from './span.js'

/** Whether an offset lies in any of some stretches, of which there may be as many as there are questions. */
export const covering = (stretches: readonly Span[]): ((offset: number) => boolean) => {
  const sorted = [...stretches].sort((one, other) => one.start - other.start)
  const starts = sorted.map(({ start }) => start)
  // One may lie in another, so how far those before reach counts too.
  let reach = 0
  const ends = sorted.map(({ end }) => (reach = Math.max(reach, end)))
  return (offset) => {
    const last = lastAtOrBefore(starts, offset)
    return (starts[last] ?? Infinity) <= offset && offset < (ends[last] ?? 0)
  }
}
