import type { Problem } from '../model/problem.js'
import type { ChunkSpan } from './node.js'

/** A problem of the file's form, found while reading it. */
export type FormProblem = ChunkSpan & Omit<Problem, 'path'> & { readonly role: string | null }
