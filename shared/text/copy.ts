import type { Span } from './span.js'

/**
 * A copy of a part of a text. A plain slice would keep the whole text of its version in memory for
 * as long as one unchanged role lives on: https://github.com/v8/v8/blob/main/src/objects/string.h (SlicedString)
 */
export const copyOf = (text: string, { start, end }: Span): string => {
  const longer = ` ${text.slice(start, end)}`
  // Reading a character makes V8 write the two strings into a new one.
  longer.charCodeAt(0)
  return longer.slice(1)
}
