import { isRoleKey, textFromKey } from '@rolecall/shared/model/role-key.js'
import { expect, test } from 'vitest'

test.each([
  ['name', 'night_watch', 'Night watch'],
  ['slug', 'night_watch', 'night-watch'],
  ['description', 'night_watch', ''],
  ['name', '', ''],
])('the %s of a new role with the key %j is %j', (attribute, key, text) => {
  expect(textFromKey(attribute, key)).toBe(text)
})

test.each([
  ['night_watch', true],
  ['_a-1', true],
  ['1a', false],
  ['a.b', false],
  ['', false],
])('%j is a key: %s', (key, is) => {
  expect(isRoleKey(key)).toBe(is)
})
