/** Lists that Terraform makes when it plans, as far as they can be seen in the tokens of the core. */
import { unknown } from '@rolecall/shared/model/unknown.js'
import { Tokenization } from '../core.js'

type Call = { readonly name: string; readonly args: readonly unknown[] }

/** Functions whose result holds all that goes in, and nothing else. */
const joining: ReadonlySet<string> = new Set([
  'compact',
  'concat',
  'distinct',
  'flatten',
  'setunion',
  'sort',
  'tolist',
  'toset',
])

/** A list token that stands among other elements: it was spread, which no core understands. */
export const isSpreadList = (item: unknown): boolean => typeof item === 'string' && item.startsWith('#{TfToken[')

/** The one token that a value is; null where it is none, or has more in it. */
const wholeToken = (value: unknown): unknown => {
  if (typeof value === 'string') {
    const parts = Tokenization.reverseString(value)
    return parts.length === 1 ? (parts.firstToken ?? null) : null
  }
  if (Array.isArray(value)) {
    const [only, ...others]: readonly unknown[] = value
    // cdktf takes the item of any list for a string.
    return typeof only === 'string' && others.length === 0 ? (Tokenization.reverseList([only]) ?? null) : null
  }
  return Tokenization.isResolvable(value) ? value : null
}

const callOf = (value: unknown): Call | null => {
  const { name, args } = (wholeToken(value) ?? {}) as Partial<Call>
  return typeof name === 'string' && Array.isArray(args) ? { name, args } : null
}

/** Some of the core's functions keep a literal with the quotes that it is written with. */
const unquoted = (item: unknown): unknown => (typeof item === 'string' ? item.replace(/^"(.*)"$/s, '$1') : item)

const itemsOf = (value: unknown): readonly unknown[] => {
  const joined = joinedItems(value)
  if (joined) return joined
  if (!Array.isArray(value) || wholeToken(value) !== null) return [unknown]
  return value.flatMap((item: unknown) => (Array.isArray(item) ? itemsOf(item) : [unquoted(item)]))
}

/**
 * The elements of a call such as `Fn.concat`, `unknown` for each list in it that cannot be seen. Null where the
 * value is no such call.
 */
export const joinedItems = (value: unknown): readonly unknown[] | null => {
  const call = callOf(value)
  return call && joining.has(call.name) ? call.args.flatMap(itemsOf) : null
}
