import type { Issue } from './issue.js'

/** Values read from a query, or what is wrong with it. */
export type Parsed<Value> = { readonly value: Value } | { readonly issue: Issue }

const issue = (name: string, rule: string, message: string): { readonly issue: Issue } => ({
  issue: { path: [name], rule, message },
})

export const readInteger = (
  query: URLSearchParams,
  name: string,
  range: { readonly fallback: number; readonly min: number; readonly max: number },
): Parsed<number> => {
  const text = query.get(name)
  if (text === null) return { value: range.fallback }
  if (!/^-?\d{1,15}$/.test(text)) return issue(name, 'type', 'must be integer')
  const value = Number(text)
  if (value < range.min) return issue(name, 'minimum', `must be ${range.min} or more`)
  if (value > range.max) return issue(name, 'maximum', `must be ${range.max} or less`)
  return { value }
}

export const readBoolean = (query: URLSearchParams, name: string): Parsed<boolean> => {
  const text = query.get(name)
  if (text === null || text === 'false') return { value: false }
  return text === 'true' ? { value: true } : issue(name, 'type', 'must be true or false')
}

/** Every value of a repeated key; each must be one of `allowed`. */
export const readChoices = <Choice extends string>(
  query: URLSearchParams,
  name: string,
  allowed: readonly Choice[],
): Parsed<readonly Choice[]> => {
  const given = query.getAll(name)
  const known = given.flatMap((text) => allowed.filter((choice) => choice === text))
  return known.length === given.length ? { value: known } : issue(name, 'enum', `must be one of ${allowed.join(', ')}`)
}
