import { moduleMates, tofuFor } from '@rolecall/shared/text/tofu.js'
import { expect, test } from 'vitest'

test.each([
  ['a/main.tf', 'a/main.tofu'],
  ['a/main.tf.json', 'a/main.tofu.json'],
  ['a/main.tofu', null],
  ['a/main.tf.ts', null],
])('what takes the place of %s is %s', (path, twin) => {
  expect(tofuFor(path)).toBe(twin)
})

test('of each pair one file is of the module, and a file is never of the module of its twin', () => {
  const paths = ['a.tf', 'a.tofu', 'b.tf', 'b.tofu.json', 'c.tf.json', 'c.tofu.json']
  expect([...moduleMates('b.tf', paths)]).toEqual(['a.tofu', 'b.tofu.json', 'c.tofu.json'])
  expect([...moduleMates('a.tofu', paths)]).toEqual(['b.tf', 'b.tofu.json', 'c.tofu.json'])
  expect([...moduleMates('a.tf', paths)]).toEqual(['b.tf', 'b.tofu.json', 'c.tofu.json'])
  expect([...moduleMates('b.tofu', paths)]).toEqual(['a.tofu', 'b.tofu.json', 'c.tofu.json'])
})
