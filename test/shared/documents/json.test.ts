import { createDocumentCheck } from '@rolecall/shared/check/check-document.js'
import { permissionSites } from '@rolecall/shared/documents/permission-site.js'
import { describe, expect, test } from 'vitest'
import { lineEnds } from './fixtures.js'
import { read, textAt } from './read.js'

const checkForm = createDocumentCheck({ checkRole: () => [], severityOf: () => null })

const said = (text: string, file: string) => {
  const document = read(text, file)
  return checkForm(document).map(({ code, range, message }) => [code, textAt(document, range), message])
}

const role = (attributes: string): string =>
  `{ "astro_role": {\n  "a": {\n    ${attributes}\n  },\n  "b": { "name": "Other" }\n} }\n`

test('values are read as in YAML', () => {
  const text = role('"name": 2024, "description": null, "permissions": ["a.b", "\\u0041.b", true]')
  expect(read(text, 'a.roles.json').roles[0]?.role.attributes).toEqual({
    name: '2024',
    description: null,
    permissions: ['a.b', 'A.b', 'true'],
  })
})

test('permission sites have their quotes outside', () => {
  const text = role('"permissions": ["a.b", "c')
  const document = read(text, 'a.roles.json')
  const sites = document.roles.slice(0, 1).flatMap((site) => permissionSites(document, site))
  expect(
    sites.map(({ value, content, whole }) => [
      value,
      text.slice(content.start, content.end),
      text.slice(whole.start, whole.end),
    ]),
  ).toEqual([
    ['a.b', 'a.b', '"a.b"'],
    ['c', 'c', '"c'],
  ])
})

describe.each(Object.entries(lineEnds))('with %s', (_, convert) => {
  test.each<readonly [string, string, string, RegExp]>([
    [role('"name": "A'), 'a.roles.json', '"A', /closing quote/],
    [role('"name": "A",'), 'a.roles.json', '}', /comma before/],
    [role('"name": "A" // why'), 'a.roles.json', '// why', /no comments/],
    [role('"name": "A", "name": "B"'), 'a.roles.json', '"name"', /more than once/],
    [role('"name": A'), 'a.roles.jsonc', 'A', /quotes/],
    ['{ "astro_role": {} } {}', 'a.roles.json', '{', /one JSON value/],
    ['[]', 'a.roles.json', '[', /map/],
  ])('%j in %s is wrong at %j', (text, file, place, message) => {
    expect(said(convert(text), file)).toEqual([['RC013', place, expect.stringMatching(message)]])
  })

  test.each([role('"name": "A", // why'), '/* none */', '\uFEFF{ "version": 1, }'])('%j is right in JSONC', (text) => {
    expect(said(convert(text), 'a.roles.jsonc')).toEqual([])
  })
})

describe('half-typed text', () => {
  test.each<readonly [string, unknown]>([
    ['"permissions": ["a.b", "c', { permissions: ['a.b', 'c'] }],
    ['"permissions": ["a.b", ', { permissions: ['a.b'] }],
    ['"permissions": ["a.b"', { permissions: ['a.b'] }],
    ['"permissions": ["a.b", "c\n    "name": "A"', { permissions: ['a.b', 'c'], name: 'A' }],
    ['"permissions": ["a.b",\n    "name": "A"', { permissions: ['a.b'], name: 'A' }],
    ['"name": "A', { name: 'A' }],
    ['"name": ', { name: null }],
    ['"na', { na: null }],
  ])('%j is read as far as it goes, and the next role is whole', (typed, attributes) => {
    const { roles, problems } = read(role(typed), 'a.roles.json')
    expect(problems().map(({ code }) => code)).toContain('RC013')
    expect(roles.map((site) => [site.role.key, site.role.attributes])).toEqual([
      ['a', attributes],
      ['b', { name: 'Other' }],
    ])
    expect(roles.map(({ partial }) => partial)).toEqual([true, false])
  })
})
