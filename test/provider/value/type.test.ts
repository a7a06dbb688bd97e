import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { objectType, setType, typeFromJson, typeToJson } from '../../../provider/value/type.js'
import { typeArbitrary } from './arbitrary.js'

test('a type reads as it was written', () => {
  fc.assert(
    fc.property(typeArbitrary({ depth: 3 }), (type) => {
      const text = typeToJson(type)
      expect(typeToJson(typeFromJson(JSON.parse(text)))).toBe(text)
    }),
  )
})

test('the text is what Terraform writes', () => {
  const type = objectType({ b: setType('string'), a: { kind: 'tuple', elements: ['number', 'dynamic'] } })
  expect(typeToJson(type)).toBe('["object",{"a":["tuple",["number","dynamic"]],"b":["set","string"]}]')
})

test('an attribute named `__proto__` stays', () => {
  const type = typeFromJson(JSON.parse('["object",{"__proto__":"bool"}]'))
  expect(typeToJson(type)).toBe('["object",{"__proto__":"bool"}]')
  deepStrictEqual(type, objectType(JSON.parse('{"__proto__":"bool"}')))
})

test.each([
  null,
  'text',
  1,
  [],
  ['list'],
  ['set', 'string', 1],
  ['object', []],
  ['tuple', {}],
  ['object', { a: 'b' }],
  {},
])('%j is no type', (data) => {
  expect(() => typeFromJson(data)).toThrow('not a type')
})
