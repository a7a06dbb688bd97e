/**
 * A value that exists but cannot be seen yet: a Terraform value known after apply, or an
 * expression in code that we do not evaluate. Checks say nothing about it.
 */
export const unknown: unique symbol = Symbol('rolecall.unknown')

export type Unknown = typeof unknown
