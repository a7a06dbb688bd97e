import type { AttributePath } from './path.js'
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
