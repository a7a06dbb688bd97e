import type { AttributePath, PathStep } from './path.js'
import { pathText } from './path.js'

/** A value that its type does not allow, or bytes that hold none. Caught where bytes meet the engine. */
export class ValueError extends Error {
  override readonly name = 'ValueError'
  readonly path: AttributePath
  readonly problem: string

  constructor(path: AttributePath, problem: string) {
    super(path.length === 0 ? problem : `${pathText(path)}: ${problem}`)
    this.path = path
    this.problem = problem
  }
}

/**
 * What was thrown below a step, which then says so. Paths come to be with the errors: to have one ready for each
 * value would take as long as the values do.
 */
export const below = (step: PathStep, thrown: unknown): unknown =>
  thrown instanceof ValueError ? new ValueError([step, ...thrown.path], thrown.problem) : thrown
