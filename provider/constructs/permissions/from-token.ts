import type { TokenString } from '../bindings/catalog.js'

/**
 * Takes a token, such as a variable's `stringValue`, where only some strings may stand. The compiler then does not
 * judge it: Terraform does, once the value is known.
 * @example
 * new AstroRole(this, 'viewer', { name: 'Viewer', scopeType: fromToken(variable.stringValue), permissions: [...] })
 */
export function fromToken(token: string): TokenString
/** Takes a list token. */
export function fromToken(tokens: readonly string[]): readonly TokenString[]
export function fromToken(value: string | readonly string[]): TokenString | readonly TokenString[] {
  return value as TokenString | readonly TokenString[]
}
