import { unknown } from '@rolecall/shared/model/unknown.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conform, withoutUnknown } from '../../../provider/value/conform.js'
import { Decimal } from '../../../provider/value/decimal.js'
import { equalValues, uniqueMembers } from '../../../provider/value/equal.js'
import { decodeValue, encodeValue } from '../../../provider/value/msgpack.js'
import { listType, mapType, objectType, setType } from '../../../provider/value/type.js'
import type { Value } from '../../../provider/value/value.js'
import { Dynamic, isWhollyKnown, recordOf } from '../../../provider/value/value.js'
import { typeAndValue, typeArbitrary, valueOf } from './arbitrary.js'

test('a value equals what the wire makes of it, and itself in another order', () => {
  fc.assert(
    fc.property(typeAndValue(), ([type, value]) => {
      expect(equalValues(value, decodeValue(encodeValue(value, type), type), type)).toBe(true)
    }),
  )
})

test('a set has no order and no repetitions, at any depth', () => {
  const type = setType(objectType({ name: 'string', tags: setType('string') }))
  const member = (name: string, tags: Value): Value =>
    recordOf([
      ['tags', tags],
      ['name', name],
    ])
  expect(
    equalValues([member('a', ['x', 'y']), member('b', null)], [member('b', null), member('a', ['y', 'x', 'y'])], type),
  ).toBe(true)
  expect(equalValues([member('a', ['x'])], [member('a', [])], type)).toBe(false)
  expect(equalValues(['a', 'b'], ['b', 'a'], listType('string'))).toBe(false)
})

test('strings are compared by their normal form, numbers by their value', () => {
  expect(equalValues('é', 'e\u0301', 'string')).toBe(true)
  expect(equalValues(Decimal.of('1.0'), Decimal.of(1), 'number')).toBe(true)
  expect(equalValues(recordOf([['é', '1']]), recordOf([['e\u0301', '1']]), mapType('string'))).toBe(true)
  expect(equalValues('1', '01', 'string')).toBe(false)
})

test('null, empty, unknown and false are four things', () => {
  const values: Value[] = [null, unknown, [], ['']]
  values.forEach((a, i) => {
    values.forEach((b, j) => expect(equalValues(a, b, setType('string'))).toBe(i === j))
  })
})

test('a dynamic differs by its type', () => {
  expect(equalValues(new Dynamic('string', null), new Dynamic('number', null), 'dynamic')).toBe(false)
  expect(
    equalValues(new Dynamic(setType('string'), ['a', 'b']), new Dynamic(setType('string'), ['b', 'a']), 'dynamic'),
  ).toBe(true)
})

test('members are kept once, unknown ones each', () => {
  expect(uniqueMembers(['b', 'a', 'b', unknown, unknown], 'string')).toStrictEqual(['b', 'a', unknown, unknown])
})

test('whatever is made to conform can be written', () => {
  const pair = fc
    .tuple(typeArbitrary(), typeArbitrary())
    .chain(([wanted, had]) => fc.tuple(fc.constant(wanted), valueOf(had)))
  fc.assert(
    fc.property(pair, ([type, value]) => {
      encodeValue(conform(value, type).value, type)
    }),
  )
})

test('what conforms stays, and what does not is named', () => {
  fc.assert(
    fc.property(typeAndValue(), ([type, value]) => {
      const { value: same, problems } = conform(value, type)
      expect(problems).toStrictEqual([])
      expect(equalValues(same, value, type)).toBe(true)
    }),
  )
  const type = objectType({ id: 'string', teams: listType(objectType({ name: 'string' })), size: 'number' })
  const value = recordOf([
    ['id', true],
    [
      'teams',
      [
        recordOf([
          ['name', 'a'],
          ['more', 'b'],
        ]),
      ],
    ],
  ])
  expect(conform(value, type)).toStrictEqual({
    value: recordOf([
      ['id', null],
      ['teams', [recordOf([['name', 'a']])]],
      ['size', null],
    ]),
    problems: ['id is not a string', 'teams[0].more is not in the schema'],
  })
})

test('nothing unknown is left where it is taken out', () => {
  fc.assert(
    fc.property(typeAndValue(), ([type, value]) => {
      expect(isWhollyKnown(withoutUnknown(value))).toBe(true)
      if (isWhollyKnown(value)) expect(equalValues(withoutUnknown(value), value, type)).toBe(true)
    }),
  )
})
