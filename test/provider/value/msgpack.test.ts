import { deepStrictEqual } from 'node:assert/strict'
import { ExtData, decode as referenceDecode, encode as referenceEncode } from '@msgpack/msgpack'
import { unknown } from '@rolecall/shared/model/unknown.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Decimal } from '../../../provider/value/decimal.js'
import { decodeValue, encodeValue } from '../../../provider/value/msgpack.js'
import type { Type } from '../../../provider/value/type.js'
import { listType, mapType, objectType, setType } from '../../../provider/value/type.js'
import type { Value } from '../../../provider/value/value.js'
import { Dynamic, recordOf } from '../../../provider/value/value.js'
import { ValueError } from '../../../provider/value/value-error.js'
import { typeAndValue } from './arbitrary.js'

const bytes = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(' ', ''), 'hex')
const hexOf = (value: Value, type: Type): string => Buffer.from(encodeValue(value, type)).toString('hex')
const number = (value: string | number | bigint): Decimal => Decimal.of(value)

const problemOf = (run: () => unknown): string => {
  try {
    run()
  } catch (thrown) {
    if (thrown instanceof ValueError) return thrown.message
    throw thrown
  }
  return 'none'
}

test('what is written reads as it was', () => {
  fc.assert(
    fc.property(typeAndValue(), ([type, value]) => {
      // Not vitest's: it takes a key named `constructor` for a class.
      deepStrictEqual(decodeValue(encodeValue(value, type), type), value)
    }),
    { numRuns: 500 },
  )
})

test('truncated and random bytes give a value or a ValueError, never anything else', () => {
  fc.assert(
    fc.property(typeAndValue(), fc.uint8Array({ maxLength: 12 }), fc.nat(), ([type, value], noise, at) => {
      const written = encodeValue(value, type)
      const start = at % (written.length + 1)
      for (const broken of [written.subarray(0, start), Buffer.concat([written.subarray(0, start), noise]), noise]) {
        problemOf(() => decodeValue(broken, type))
      }
    }),
    { numRuns: 500 },
  )
})

test('a library reads what is written', () => {
  const type = objectType({
    name: 'string',
    size: 'number',
    on: 'bool',
    tags: setType('string'),
    map: mapType('number'),
  })
  const value = recordOf([
    ['name', 'x'.repeat(300)],
    ['size', number(70_000)],
    ['on', true],
    ['tags', Array.from({ length: 20 }, (_, index) => `tag ${index}`)],
    ['map', recordOf(Array.from({ length: 17 }, (_, index) => [`k${index}`, number(-index * 1000)]))],
  ])
  expect(referenceDecode(encodeValue(value, type))).toMatchObject({
    name: 'x'.repeat(300),
    size: 70_000,
    on: true,
    tags: Array.from({ length: 20 }, (_, index) => `tag ${index}`),
    map: { k0: 0, k16: -16_000 },
  })
})

test('what a library writes reads', () => {
  const type = objectType({ text: 'string', items: listType('number') })
  const items = [
    0,
    127,
    128,
    255,
    256,
    65_535,
    65_536,
    2 ** 32,
    -1,
    -32,
    -33,
    -128,
    -129,
    -32_769,
    -(2 ** 31),
    -(2 ** 40),
    1.5,
  ]
  const text = 'é'.repeat(40_000)
  expect(decodeValue(referenceEncode({ text, items }), type)).toStrictEqual(
    recordOf([
      ['text', text],
      ['items', items.map(number)],
    ]),
  )
})

describe('unknown', () => {
  test('is written as extension 0 of one byte 0', () => {
    expect(hexOf(unknown, 'string')).toBe('d40000')
  })

  test.each([
    ['plain', 'd40000', 'string'],
    ['empty extension 0', 'c70000', 'string'],
    // As Terraform 1.11 sends `"n-${x.id}"`: not null, begins with "n-".
    ['with a prefix', `c7060c 82 01 c2 02 a26e2d`.replace('c706', 'c707'), 'string'],
    ['not null', 'c7030c 81 01 c2', 'number'],
    ['of an even size', 'd50c 8001', 'bool'],
    ['with a long prefix', `c8 0100 0c ${'00'.repeat(256)}`, 'dynamic'],
  ] as const)('%s', (_, hex, type) => {
    expect(decodeValue(bytes(hex), type)).toBe(unknown)
  })

  test('inside a set', () => {
    expect(decodeValue(bytes('92 a161 c7030c 81 01 c2'), setType('string'))).toStrictEqual(['a', unknown])
  })

  test('a library writes one that reads', () => {
    expect(decodeValue(referenceEncode(new ExtData(12, new Uint8Array([0x81, 1, 0xc2]))), 'string')).toBe(unknown)
  })
})

describe('numbers', () => {
  test.each([
    ['zero', 0, '00'],
    ['127', 127, '7f'],
    ['128', 128, 'cc80'],
    ['-32', -32, 'e0'],
    ['beyond doubles', 9_007_199_254_740_993n, 'd30020000000000001'],
    ['the largest int64', 2n ** 63n - 1n, 'd37fffffffffffffff'],
    ['the smallest int64', -(2n ** 63n), 'd38000000000000000'],
    ['an integer in scientific form', '1e3', 'cd03e8'],
  ])('%s', (_, value, hex) => {
    expect(hexOf(number(value), 'number')).toBe(hex)
    expect(decodeValue(bytes(hex), 'number')).toStrictEqual(number(value))
  })

  test.each([
    '0.1',
    '12345678901234567890123456789',
    '-9223372036854775809',
    '1.00000000000000000000000000001',
    '1e400',
    // A double holds these; Terraform would read it with 53 bits.
    '0.5',
    '18446744073709551616',
  ])('%s goes as text, whose digits Terraform keeps', (text) => {
    expect(referenceDecode(encodeValue(number(text), 'number'))).toBe(text)
    expect(decodeValue(referenceEncode(text), 'number')).toStrictEqual(number(text))
  })

  test('a uint64 and a float32 read exactly', () => {
    expect(decodeValue(bytes('cfffffffffffffffff'), 'number')).toStrictEqual(number(2n ** 64n - 1n))
    expect(decodeValue(bytes('ca3dcccccd'), 'number')).toStrictEqual(number('0.10000000149011612'))
  })

  test.each([
    ['0.1', 'cb3fb999999999999a'],
    ['-0.5', 'cbbfe0000000000000'],
    ['18446744073709551616', 'cb43f0000000000000'],
  ])('%s may come as a double', (text, hex) => {
    expect(decodeValue(bytes(hex), 'number')).toStrictEqual(number(text))
  })

  test('infinity is no number', () => {
    expect(problemOf(() => decodeValue(bytes('cb7ff0000000000000'), 'number'))).toContain('not a finite number')
  })

  test('text that is no number is refused', () => {
    expect(problemOf(() => decodeValue(bytes('a161'), 'number'))).toBe('a number is required')
  })
})

describe('objects', () => {
  const type = objectType({ id: 'string', teams: listType(objectType({ name: 'string' })) })

  test('a missing attribute is named with its place', () => {
    expect(problemOf(() => decodeValue(referenceEncode({ id: 'a', teams: [{}] }), type))).toBe(
      'teams[0]: the attribute "name" is missing',
    )
    expect(problemOf(() => encodeValue(recordOf([['id', 'a']]), type))).toBe('the attribute "teams" is missing')
  })

  test('so is one too many', () => {
    expect(problemOf(() => decodeValue(referenceEncode({ id: 'a', teams: [], more: 1 }), type))).toBe(
      'there is no attribute "more"',
    )
    const value = recordOf([
      ['id', 'a'],
      [
        'teams',
        [
          recordOf([
            ['name', null],
            ['x', null],
          ]),
        ],
      ],
    ])
    expect(problemOf(() => encodeValue(value, type))).toBe('teams[0]: there is no attribute "x"')
  })

  test('names that JavaScript gives a meaning are only names', () => {
    const strange = objectType(JSON.parse('{"__proto__":"string","constructor":"string","toString":"string"}'))
    const value = recordOf([
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['toString', null],
    ])
    expect(decodeValue(encodeValue(value, strange), strange)).toStrictEqual(value)
    expect(problemOf(() => encodeValue({}, strange))).toContain('"__proto__" is missing')
    expect(problemOf(() => decodeValue(bytes('81 a8 746f537472696e67 c0'), objectType({})))).toBe(
      'there is no attribute "toString"',
    )
  })

  test('a value of another type is refused with its place', () => {
    expect(problemOf(() => decodeValue(referenceEncode({ id: 1, teams: [] }), type))).toBe('id: a string is required')
    expect(
      problemOf(() =>
        encodeValue(
          recordOf([
            ['id', 'a'],
            ['teams', 'b'],
          ]),
          type,
        ),
      ),
    ).toBe('teams: a list is required')
    expect(problemOf(() => encodeValue(recordOf([['a"b', true]]), mapType('string')))).toBe(
      '["a\\"b"]: a string is required',
    )
  })

  test('a key that stands twice is refused', () => {
    expect(problemOf(() => decodeValue(bytes('82 a161 c0 a161 c0'), mapType('string')))).toBe(
      'the key "a" stands twice',
    )
  })
})

describe('sets', () => {
  test('are written without repetitions, by what Terraform takes for the same', () => {
    const type = setType(objectType({ n: 'number', s: 'string', t: setType('string') }))
    const member = (n: string, s: string, t: string[]): Value =>
      recordOf([
        ['n', number(n)],
        ['s', s],
        ['t', t],
      ])
    const written = encodeValue([member('1', 'é', ['a', 'b']), member('1.0', 'e\u0301', ['b', 'a', 'b'])], type)
    expect(decodeValue(written, type)).toHaveLength(1)
  })

  test('keep each unknown, since two may differ', () => {
    expect(hexOf([unknown, 'a', unknown, 'a'], setType('string'))).toBe('93 d40000 a161 d40000'.replaceAll(' ', ''))
  })
})

describe('dynamic', () => {
  test('carries its type', () => {
    const value = new Dynamic(setType('string'), ['a'])
    expect(referenceDecode(encodeValue(value, 'dynamic'))).toStrictEqual([Buffer.from('["set","string"]'), ['a']])
  })

  test('null and unknown stand alone', () => {
    expect(hexOf(null, 'dynamic')).toBe('c0')
    expect(hexOf(unknown, 'dynamic')).toBe('d40000')
    expect(decodeValue(bytes('c0'), 'dynamic')).toBe(null)
  })

  test('raw JSON is refused, as are types that do not exist', () => {
    expect(problemOf(() => decodeValue(referenceEncode('{}'), 'dynamic'))).toBe('a value with its type is required')
    expect(problemOf(() => decodeValue(referenceEncode(['"capsule"', 1]), 'dynamic'))).toBe('not a type: "capsule"')
    expect(problemOf(() => decodeValue(referenceEncode(['{', 1]), 'dynamic'))).toBe('a type is required, as JSON')
  })
})
