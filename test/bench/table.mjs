/** Benchmarks print Markdown tables, so that what is printed can stand in the docs as it is. */

export const median = (numbers) => {
  const sorted = [...numbers].sort((one, other) => one - other)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** The smallest of the numbers that so many per cent of them do not exceed. */
export const percentile = (numbers, percent) =>
  [...numbers].sort((one, other) => one - other)[Math.max(0, Math.ceil((numbers.length * percent) / 100) - 1)]

export const milliseconds = (number) => (number < 100 ? `${number.toFixed(1)} ms` : `${Math.round(number)} ms`)

export const megabytes = (bytes) => `${Math.round(bytes / 1_048_576)} MB`

export const ratio = (number) => `${number.toFixed(number < 10 ? 2 : 1)}x`

export const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
