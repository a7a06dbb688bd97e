import type { Type } from './type.js'
import type { Value } from './value.js'

/** A value of type `dynamic`: it carries its own type. `null` and `unknown` without one stand alone. */
export class Dynamic {
  readonly type: Type
  readonly value: Value

  constructor(type: Type, value: Value) {
    this.type = type
    this.value = value
  }
}
