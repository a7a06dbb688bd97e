import { readCatalogFile } from '@rolecall/shared/catalog/read.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { catalogFile, permission } from './fixtures.js'

const file = catalogFile('astro', [permission('deployment.get')])

const errorOf = (change: object): string => {
  const read = readCatalogFile(JSON.stringify({ ...file, ...change }))
  return 'error' in read ? read.error : ''
}

test('reads what is written, with fields that it does not know', () => {
  const more = { ...file, 'x-note': [1], permissions: [{ ...permission('a'), docs: 'https://example.com' }] }
  expect(readCatalogFile(JSON.stringify(more))).toEqual({ catalog: more })
  expect(readCatalogFile(`\uFEFF${JSON.stringify(file)}`)).toEqual({ catalog: file })
})

test('a permission needs no more than its value', () => {
  const read = readCatalogFile(JSON.stringify({ ...file, permissions: [{ value: 'a' }] }))
  expect(read).toEqual({ catalog: { ...file, permissions: [permission('a')] } })
})

test.each([
  [{ version: 2 }, '`version` must be 1.'],
  [{ platform: 1 }, '`platform` must be a string, for example `astro`.'],
  [{ retrieved: 'today' }, '`retrieved` must be a date, for example `2026-11-22`.'],
  [{ coverage: 'full' }, '`coverage` must be one of `closed`, `open`, `unconfirmed`.'],
  [{ organization: 1 }, '`organization` must be a string or null.'],
  [{ permissions: {} }, '`permissions` must be a list.'],
  [{ permissions: ['a'] }, '`permissions[0]`: must be an object.'],
  [{ permissions: [{ value: '' }] }, '`permissions[0]`: `value` must be a string that is not empty.'],
  [
    { permissions: [{ value: 'a' }, { value: 'b', risk: 'huge' }] },
    '`permissions[1]`: `risk` must be one of `low`, `medium`, `high`, `admin`, or null.',
  ],
  [{ permissions: [{ value: 'a', scopes: 'DAG' }] }, '`permissions[0]`: `scopes` must be a list of strings.'],
])('%j is refused', (change, message) => {
  expect(errorOf(change)).toBe(message)
})

test.each([
  ['', 'It is not JSON.'],
  ['{', 'It is not JSON.'],
  ['[]', 'It must be a JSON object.'],
  ['null', 'It must be a JSON object.'],
])('%j is refused', (text, error) => {
  expect(readCatalogFile(text)).toEqual({ error })
})

test('nothing makes it throw', () => {
  fc.assert(fc.property(fc.json(), (text) => void readCatalogFile(text)))
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(file)), fc.jsonValue(), (name, value) => {
      const read = readCatalogFile(JSON.stringify({ ...file, [name]: value }))
      expect('catalog' in read || read.error.endsWith('.')).toBe(true)
    }),
  )
})
