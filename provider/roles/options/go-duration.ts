const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}

/** The longest that a timer of node's can wait, some 24 days. */
const longest = 2 ** 31 - 1

/** Milliseconds of a duration as Go writes it, such as `1h30m`; null where it is none, or not longer than nothing. */
export const goDuration = (text: string): number | null => {
  // https://pkg.go.dev/time#ParseDuration
  if (!/^\+?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|[u\u00b5\u03bc]s|ms|s|m|h))+$/.test(text)) return null
  let milliseconds = 0
  for (const [, amount, unit] of text.matchAll(/([\d.]+)([^\d.]+)/g)) {
    milliseconds += Number(amount) * (units[unit?.replace(/^[^a-z]/, 'u') ?? ''] ?? 0)
  }
  return milliseconds > 0 ? Math.min(milliseconds, longest) : null
}
