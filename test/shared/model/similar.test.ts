import { editDistance, nearestWords } from '@rolecall/shared/model/similar.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'

test.each([
  ['', '', 0],
  ['a', '', 1],
  ['abc', 'abd', 1],
  ['abc', 'acb', 1],
  ['kitten', 'sitting', 3],
])('%j and %j: %i', (one, other, distance) => {
  expect(editDistance(one, other)).toBe(distance)
})

test('the distance is the same both ways, zero only to itself, and at most the longer length', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (one, other) => {
      const distance = editDistance(one, other)
      expect(distance).toBe(editDistance(other, one))
      expect(distance === 0).toBe(one === other)
      expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length))
    }),
  )
})

test.each([
  ['nmae', ['name']],
  ['scopeType', ['scope_type']],
  ['permission', ['permissions']],
  ['zzz', []],
])('%s', (word, expected) => {
  expect(nearestWords(word, ['name', 'scope_type', 'permissions'])).toEqual(expected)
})
