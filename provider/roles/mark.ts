import type { PrivateState } from '../framework/resource.js'

/** Private state with a word under a key, or without that key. */
export const mark = (known: PrivateState, key: string, word: string | null): PrivateState => {
  const others = Object.fromEntries(Object.entries(known).filter(([name]) => name !== key))
  return word === null ? others : { ...others, [key]: word }
}
