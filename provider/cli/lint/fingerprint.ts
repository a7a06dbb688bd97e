import { createHash } from 'node:crypto'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'

/** Names a problem wherever its line moves to. Two alike in one role have one fingerprint. */
export const fingerprintOf = ({ file, code, role, message }: LocatedProblem): string =>
  createHash('sha256')
    .update(JSON.stringify([file, code, role, message]))
    .digest('hex')
    .slice(0, 32)
