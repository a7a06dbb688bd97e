/**
 * What was read, with what the platform wants said beside it, or what is wrong with it, to follow
 * "but": "`data.id` is missing".
 */
export type Read<Value> =
  | { readonly value: Value; readonly notices?: readonly string[] }
  | {
      readonly problem: string
      /** The body is the platform's own all the same: what it says is wrong, not how. */
      readonly genuine?: true
    }

/** Takes the value out of an answer's body; `text` is the body as it came. */
export type AnswerReader<Value> = (body: Read<unknown>, text: string) => Read<Value>

/** A reader of what a JSON body holds. */
export const json =
  <Value>(read: (body: unknown) => Read<Value>): AnswerReader<Value> =>
  (body) =>
    'problem' in body ? body : read(body.value)

export type Fields = { readonly [name: string]: unknown }

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A question mark: it may be missing or null. */
export type FieldKind = 'text' | 'text?' | 'texts' | 'texts?' | 'flag' | 'flag?' | 'object' | 'object?' | 'list'

export type Shape = { readonly [field: string]: FieldKind }

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

const kinds: Readonly<Record<string, { readonly is: (value: unknown) => boolean; readonly name: string }>> = {
  text: { is: (value) => typeof value === 'string', name: 'a string' },
  texts: { is: isTexts, name: 'a list of strings' },
  flag: { is: (value) => typeof value === 'boolean', name: 'true or false' },
  object: { is: isFields, name: 'an object' },
  list: { is: Array.isArray, name: 'a list' },
}

/** Null where `value` is an object with these fields; others beside them are welcome. */
export const shapeProblem = (value: unknown, shape: Shape, at = ''): string | null => {
  if (!isFields(value)) return at === '' ? 'it is not an object' : `\`${at}\` is not an object`
  for (const [field, kind] of Object.entries(shape)) {
    const place = at === '' ? field : `${at}.${field}`
    const found = value[field] ?? null
    if (found === null && kind.endsWith('?')) continue
    if (found === null) return `\`${place}\` is missing`
    const expected = kinds[kind.replace('?', '')]
    if (expected && !expected.is(found)) return `\`${place}\` is not ${expected.name}`
  }
  return null
}

export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

export const flagOf = (value: unknown): boolean => value === true

/** The strings of a list; null where there is no list. */
export const textsOf = (value: unknown): readonly string[] | null =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : null

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})

/** Reads every item, or says what is wrong with the first that cannot be read. */
export const readAll = <Value>(
  items: readonly unknown[],
  read: (item: unknown, at: string) => Read<Value>,
  at: string,
): Read<readonly Value[]> => {
  const values: Value[] = []
  for (const [index, item] of items.entries()) {
    const result = read(item, `${at}[${index}]`)
    if ('problem' in result) return result
    values.push(result.value)
  }
  return { value: values }
}

export const parseBody = (text: string): Read<unknown> => {
  if (text.trim() === '') return { problem: 'the answer has no body' }
  try {
    const value: unknown = JSON.parse(text)
    return { value }
  } catch {
    return { problem: 'the body is not JSON' }
  }
}

/** An answer that says only that it is done: with nothing, or with JSON of no interest. */
export const readNothing = (body: Read<unknown>, text: string): Read<null> =>
  'problem' in body && text.trim() !== '' ? body : { value: null }
