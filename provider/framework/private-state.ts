import type { PrivateState } from './resource.js'

export const noPrivate: Uint8Array = new Uint8Array()

/** Bytes that cannot be read, for one from another version, are empty: private state only saves work. */
export const decodePrivate = (bytes: Uint8Array): PrivateState => {
  if (bytes.length === 0) return {}
  try {
    const data: unknown = JSON.parse(Buffer.from(bytes).toString())
    if (typeof data !== 'object' || data === null || Array.isArray(data)) return {}
    return Object.fromEntries(
      Object.entries(data).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    )
  } catch {
    return {}
  }
}

/** Keys sorted, so that the same content is the same bytes and no change of the state. */
export const encodePrivate = (state: PrivateState): Uint8Array => {
  const entries = Object.entries(state).sort(([a], [b]) => (a < b ? -1 : 1))
  return entries.length === 0 ? noPrivate : new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)))
}
