import { conformRecord, withoutUnknown } from '../value/conform.js'
import type { ValueRecord } from '../value/value.js'
import { isRecord, isWhollyKnown, recordOf, valueAt } from '../value/value.js'
import type { Diagnostics } from './diagnostic.js'
import { hasError } from './diagnostic.js'
import { bug } from './engine.js'
import { impliedType } from './implied-type.js'
import type { Schema } from './schema.js'

const unknownNames = (state: ValueRecord): readonly string[] =>
  Object.keys(state).filter((name) => !isWhollyKnown(valueAt(state, name)))

const known = (state: ValueRecord): ValueRecord => {
  const value = withoutUnknown(state)
  return isRecord(value) ? value : recordOf([])
}

/**
 * A state that can be saved whatever the resource returned: complete, of the schema's types, wholly
 * known. To lose a state for a slip in it would be worse than the slip, which becomes an error. With
 * an error already there unknowns are no slip: a plan that was carried out in part has some.
 */
export const conformState = (
  subject: string,
  schema: Schema,
  returned: ValueRecord,
  diagnostics: Diagnostics,
): { readonly state: ValueRecord; readonly diagnostics: Diagnostics } => {
  const { value, problems } = conformRecord(returned, impliedType(schema))
  const unknowns = hasError(diagnostics) ? [] : unknownNames(value).map((name) => `${name} is still unknown`)
  const all = [...problems, ...unknowns]
  const found = all.length === 0 ? [] : [bug(`the state of ${subject} is invalid`, all)]
  return { state: known(value), diagnostics: [...diagnostics, ...found] }
}
