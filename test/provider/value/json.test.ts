import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../provider/value/decimal.js'
import { decodeJson, decodeJsonData } from '../../../provider/value/json.js'
import { parseJson } from '../../../provider/value/json-text.js'
import type { Type } from '../../../provider/value/type.js'
import { listType, objectType, setType, typeData } from '../../../provider/value/type.js'
import type { Value } from '../../../provider/value/value.js'
import { Dynamic, isList, isRecord, recordOf } from '../../../provider/value/value.js'
import { ValueError } from '../../../provider/value/value-error.js'
import { typeAndValue } from './arbitrary.js'

/** As Terraform writes states: numbers at full precision, a dynamic with its type. */
const stateJson = (value: Value): string => {
  if (value instanceof Decimal) return value.text
  if (value instanceof Dynamic) {
    return `{"value": ${stateJson(value.value)}, "type": ${JSON.stringify(typeData(value.type))}}`
  }
  if (isList(value)) return `[\n${value.map(stateJson).join(',\n')}]`
  if (!isRecord(value)) return JSON.stringify(value)
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)} : ${stateJson(member)}`)
  return `{\n${members.join(',\n')}\n}`
}

const problemOf = (text: string, type: Type, unknownKeys: 'drop' | 'error' = 'error'): string => {
  try {
    decodeJson(text, type, { unknownKeys })
  } catch (thrown) {
    if (thrown instanceof ValueError) return thrown.message
    throw thrown
  }
  return 'none'
}

test('a state reads as the value it was written from', () => {
  fc.assert(
    fc.property(typeAndValue({ unknowns: false }), ([type, value]) => {
      deepStrictEqual(decodeJson(stateJson(value), type, { unknownKeys: 'error' }), value)
    }),
    { numRuns: 500 },
  )
})

describe('text', () => {
  /** Numbers exact, and only what is an object's own. */
  const asParsed = (data: unknown): unknown => {
    if (data instanceof Decimal) return data
    if (typeof data === 'number') return Decimal.of(data)
    if (Array.isArray(data)) return data.map(asParsed)
    if (typeof data !== 'object' || data === null) return data
    return Object.assign(
      Object.create(null),
      Object.fromEntries(Object.entries(data).map(([key, item]) => [key, asParsed(item)])),
    )
  }

  test('reads as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), fc.constantFrom(0, 1, '\t'), (text, space) => {
        const parsed: unknown = JSON.parse(text)
        if (text.includes('__proto__')) return
        deepStrictEqual(asParsed(parseJson(JSON.stringify(parsed, null, space))), asParsed(parsed))
      }),
    )
  })

  test('is refused where JSON.parse refuses it', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '\\',
      '\n',
      ' ',
      '1',
      '-',
      '.',
      'e',
      '0',
      'true',
      'nul',
      'null',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join('')
        let valid = true
        try {
          JSON.parse(text)
        } catch {
          valid = false
        }
        if (valid) return void parseJson(text)
        expect(() => parseJson(text)).toThrow(ValueError)
      }),
      { numRuns: 2000 },
    )
  })

  test('a `__proto__` is a key like any other', () => {
    deepStrictEqual(parseJson('{"__proto__": {"a": 1}}'), recordOf([['__proto__', recordOf([['a', Decimal.of(1)]])]]))
  })

  test('nesting without end is an error, not the end of the stack', () => {
    expect(() => parseJson('['.repeat(100_000))).toThrow('nested more than')
  })

  test('says where it is broken', () => {
    expect(() => parseJson('{"a": 1, b}')).toThrow('not JSON at character 10')
    expect(() => parseJson('{"a": 1')).toThrow('JSON ends too early')
  })
})

describe('a state', () => {
  const type = objectType({
    id: 'string',
    size: 'number',
    tags: setType('string'),
    teams: listType(objectType({ name: 'string' })),
  })

  test('keeps every digit', () => {
    const state = decodeJson('{"size": 12345678901234567890.123456789}', type, { unknownKeys: 'drop' })
    expect(state).toMatchObject({ size: Decimal.of('12345678901234567890.123456789') })
  })

  test('is completed with nulls', () => {
    const read = decodeJson('{"id": "a", "teams": [{}]}', type, { unknownKeys: 'error' })
    const teams = [recordOf([['name', null]])]
    deepStrictEqual(
      read,
      recordOf([
        ['id', 'a'],
        ['size', null],
        ['tags', null],
        ['teams', teams],
      ]),
    )
  })

  test('drops what the type does not have, at any depth, or names it', () => {
    const text = '{"id": "a", "teams": [{"name": "x", "old": 1}], "older": {}}'
    expect(decodeJson(text, type, { unknownKeys: 'drop' })).not.toHaveProperty('older')
    expect(problemOf(text, type)).toBe('there is no attribute "older"')
    expect(problemOf(text.replace(', "older": {}', ''), type)).toBe('teams[0]: there is no attribute "old"')
  })

  test('of another type is refused with its place', () => {
    expect(problemOf('{"teams": [{"name": 1}]}', type)).toBe('teams[0].name: a string is required')
    expect(problemOf('{"teams": {}}', type)).toBe('teams: a list is required')
    expect(problemOf('[]', type)).toBe('an object is required')
    expect(problemOf('1', 'dynamic')).toBe('a dynamic is required')
  })

  test('can come as data, with numbers of JavaScript', () => {
    expect(decodeJsonData({ size: 2 }, type, { unknownKeys: 'error' })).toMatchObject({ size: Decimal.of(2) })
    expect(() => decodeJsonData({ size: NaN }, type, { unknownKeys: 'error' })).toThrow('size: a number is required')
  })
})
