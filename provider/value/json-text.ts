import { Decimal } from './decimal.js'
import { ValueError } from './value-error.js'

/** JSON data whose numbers are exact. Only what is an object's own was in the text. */
export type JsonData = null | boolean | string | Decimal | readonly JsonData[] | JsonRecord

export type JsonRecord = { readonly [name: string]: JsonData }

const space = /[ \t\n\r]*/y
/** Control characters too: `JSON.parse` refuses them in what this finds. */
const string = /"(?:[^"\\]|\\.)*"/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const word = /true|false|null/y

/** Deeper than any state, and far from the end of the stack. */
const deepest = 500

/** A number follows a bracket, a comma or a key. What looks so inside a text is only read more slowly. */
const mayHoldNumber = /(?:^|[[,]|"\s*:)\s*[-\d]/

/**
 * Reads JSON without rounding a number. `JSON.parse` makes doubles, and node 20 cannot show it the
 * text behind them; where there is none, it reads.
 */
export const parseJson = (text: string): JsonData => {
  if (!mayHoldNumber.test(text)) {
    try {
      return JSON.parse(text) as JsonData
    } catch {
      // What is wrong with it, and where, is said below.
    }
  }
  let offset = 0

  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = offset
    const found = pattern.exec(text)?.[0] ?? null
    offset += found?.length ?? 0
    return found
  }

  const fail = (): never => {
    throw new ValueError([], offset < text.length ? `not JSON at character ${offset + 1}` : 'JSON ends too early')
  }

  const next = (): string => {
    match(space)
    return text.charAt(offset)
  }

  const take = (expected: string): void => {
    if (next() !== expected) fail()
    offset += 1
  }

  const takeString = (): string => {
    const start = offset
    const found = match(string)
    if (found === null) return fail()
    try {
      return JSON.parse(found) as string
    } catch {
      offset = start
      return fail()
    }
  }

  const takeNumber = (): Decimal => {
    const found = match(number)
    if (found === null) return fail()
    try {
      return Decimal.of(found)
    } catch {
      throw new ValueError([], `a number too large to read: ${found.slice(0, 40)}`)
    }
  }

  const takeWord = (): boolean | null => {
    const found = match(word)
    if (found === null) return fail()
    return found === 'null' ? null : found === 'true'
  }

  /** Items between brackets, with commas between them. */
  const takeItems = (close: string, takeItem: () => void): void => {
    offset += 1
    if (next() === close) {
      offset += 1
      return
    }
    for (;;) {
      takeItem()
      if (next() === close) break
      take(',')
    }
    offset += 1
  }

  const takeArray = (depth: number): readonly JsonData[] => {
    const items: JsonData[] = []
    takeItems(']', () => items.push(takeValue(depth + 1)))
    return items
  }

  const takeObject = (depth: number): JsonRecord => {
    const record: { [name: string]: JsonData } = Object.create(null)
    takeItems('}', () => {
      if (next() !== '"') fail()
      const name = takeString()
      take(':')
      record[name] = takeValue(depth + 1)
    })
    return record
  }

  const takeValue = (depth: number): JsonData => {
    if (depth > deepest) throw new ValueError([], `JSON is nested more than ${deepest} deep`)
    const first = next()
    if (first === '{') return takeObject(depth)
    if (first === '[') return takeArray(depth)
    if (first === '"') return takeString()
    return /[-\d]/.test(first) ? takeNumber() : takeWord()
  }

  const data = takeValue(0)
  if (next() !== '') fail()
  return data
}
