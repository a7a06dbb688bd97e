import type { Problem } from '../model/problem.js'
import type { ChunkSpan } from './node.js'

/** A problem of the file's form, found while reading it. How bad it is, its rule says. */
export type FormProblem = ChunkSpan &
  Pick<Problem, 'message' | 'suggestions'> & { readonly code: 'RC008' | 'RC013'; readonly role: string | null }
