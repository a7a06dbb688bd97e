import type { TSchema } from 'typebox'
import { Errors } from 'typebox/value'

/** One thing wrong with a body or a query. */
export type Issue = {
  /** Names and positions from the outside in. */
  readonly path: readonly string[]
  /** The JSON Schema keyword that is violated. */
  readonly rule: string
  /** Reads on from the field's name: "must be string". */
  readonly message: string
}

/** `/a/b~1c` to its parts. RFC 6901. */
const pointerParts = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))

/** What is wrong with a value, in the schema's order. Each missing or unknown name is an issue of its own. */
export const issuesOf = (schema: TSchema, value: unknown): readonly Issue[] =>
  Errors(schema, value).flatMap((error): Issue[] => {
    const path = pointerParts(error.instancePath)
    // Goes with `additionalProperties`, which says it better.
    if (error.keyword === 'boolean') return []
    if (error.keyword === 'required') {
      return error.params.requiredProperties.map((name) => ({
        path: [...path, name],
        rule: 'required',
        message: 'is required',
      }))
    }
    if (error.keyword === 'additionalProperties') {
      return error.params.additionalProperties.map((name) => ({
        path: [...path, name],
        rule: 'unknown',
        message: 'is not a known field',
      }))
    }
    if (error.keyword === 'enum') {
      return [{ path, rule: 'enum', message: `must be one of ${error.params.allowedValues.join(', ')}` }]
    }
    if (error.keyword === 'minLength' && error.params.limit === 1) {
      return [{ path, rule: 'minLength', message: 'must not be empty' }]
    }
    return [{ path, rule: error.keyword, message: error.message }]
  })
