import { createHash } from 'node:crypto'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'

/** Names a problem wherever its line moves to. Two alike in one role have one fingerprint. */
export const fingerprintOf = ({ file, code, role, message }: LocatedProblem): string =>
  createHash('sha256')
    .update(JSON.stringify([file, code, role, message]))
    .digest('hex')
    .slice(0, 32)

/** Problems with fingerprints of their own, since services take two with one for the same problem. */
export const withOwnFingerprint = (
  problems: readonly LocatedProblem[],
): readonly { readonly problem: LocatedProblem; readonly fingerprint: string }[] => {
  const seen = new Map<string, number>()
  return problems.map((problem) => {
    const fingerprint = fingerprintOf(problem)
    const before = seen.get(fingerprint) ?? 0
    seen.set(fingerprint, before + 1)
    return { problem, fingerprint: before === 0 ? fingerprint : `${fingerprint}:${before}` }
  })
}
