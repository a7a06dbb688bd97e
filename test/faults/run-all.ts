/** Runs cases, as many at a time as there are lanes, until none or no time is left. */
import type { Verdict } from './converge.js'

export type Result<Case> = { readonly one: Case; readonly verdict: Verdict }

type Lane<Case> = { run(one: Case): Promise<Verdict>; close(): Promise<void> }

type Given<Case> = {
  readonly cases: readonly Case[]
  readonly lanes: readonly Lane<Case>[]
  /** Milliseconds since the epoch. */
  readonly until?: number
  readonly onResult?: (result: Result<Case>) => void
}

export const runAll = async <Case>({
  cases,
  lanes,
  until = Infinity,
  onResult,
}: Given<Case>): Promise<readonly Result<Case>[]> => {
  const results: Result<Case>[] = []
  const queue = cases.values()
  const work = async (lane: Lane<Case>): Promise<void> => {
    // One iterator for all lanes: each takes what the others have not.
    for (const one of queue) {
      if (Date.now() >= until) return
      const result = { one, verdict: await lane.run(one) }
      results.push(result)
      onResult?.(result)
    }
  }
  await Promise.all(lanes.map(work))
  return results
}
