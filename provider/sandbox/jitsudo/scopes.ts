/**
 * No document lists scopes or says how they are spelled. Any word will do, or words joined by dots,
 * colons or slashes, the last of them being what is done to what the others name.
 */
const shape = /^[A-Za-z][A-Za-z0-9_-]*(?:[.:/][A-Za-z0-9_-]+)*$/

const longest = 128

export const invalidScopes = (scopes: readonly string[]): readonly string[] =>
  scopes.filter((scope) => scope.length > longest || !shape.test(scope))

export const scopeSegments = (scope: string): readonly string[] =>
  scope.toLowerCase().replaceAll('-', '_').split(/[.:/]/)

/** A Cedar rule, by its name and what it tells who it stops. */
type Rule = { readonly notice: string; readonly forbids: (scope: string) => boolean }

const rules: readonly Rule[] = [
  {
    notice: 'break-glass-needs-review: scopes that break glass are granted by a reviewed policy rule, not by a role.',
    forbids: (scope) => scopeSegments(scope).includes('break_glass'),
  },
]

/** Notices of the rules that forbid a role with these scopes; empty where none does. */
export const noticesFor = (scopes: readonly string[]): readonly string[] =>
  rules.filter(({ forbids }) => scopes.some(forbids)).map(({ notice }) => notice)
