/** How alike two words are. */

/** Insertions, deletions, replacements and swaps of neighbours that lead from one text to the other. */
export const editDistance = (one: string, other: string): number => {
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + Number(one[i - 1] !== other[j - 1])
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      const viaSwap = swapped ? (before[j - 2] ?? 0) + 1 : Infinity
      next.push(Math.min(replaced, viaSwap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    before = row
    row = next
  }
  return row[other.length] ?? 0
}

/** Without case and without what stands between words: `dag_run`, `DagRun` and `dagRun` are alike. */
export const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** 0 for the same word, up to 1 for one that has nothing to do with it. */
export const wordDistance = (one: string, other: string): number => {
  if (one === other) return 0
  const [a, b] = [plain(one), plain(other)]
  if (a === b) return 0.05
  if (`${a}s` === b || `${b}s` === a) return 0.1
  const longer = Math.max(a.length, b.length)
  // At least as many letters differ as one has more; the distance of two long texts would cost too much.
  if (Math.abs(a.length - b.length) * 2 > longer || longer > 64) return 1
  const share = editDistance(a, b) / longer
  return share > 0.5 ? 1 : share
}

/** How much worse than the best a further suggestion may be. */
export const slack = 0.2

/** Those of the words that somebody may have meant, likeliest first. */
export const nearestWords = (word: string, words: readonly string[], max = 3): readonly string[] => {
  const near = words
    .map((candidate) => ({ candidate, distance: wordDistance(word, candidate) }))
    .filter(({ distance }) => distance < 1)
    .sort((one, other) => one.distance - other.distance)
  const best = near[0]?.distance ?? 0
  return near
    .filter(({ distance }) => distance <= best + slack)
    .slice(0, max)
    .map(({ candidate }) => candidate)
}
