import type { Problem } from '../model/problem.js'
import type { Range } from './range.js'

/** A problem in a file. `role` is the role's key, or null where the file itself is wrong. */
export type LocatedProblem = Omit<Problem, 'path'> & {
  readonly file: string
  readonly range: Range
  readonly role: string | null
  readonly related?: readonly { readonly file: string; readonly range: Range; readonly message: string }[]
}
