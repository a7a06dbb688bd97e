import { createDocumentCheck } from '@rolecall/shared/check/check-document.js'
import { rangeOf } from '@rolecall/shared/documents/locate.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { describe, expect, test } from 'vitest'
import { lineEnds } from './fixtures.js'
import { problemsOf, read, textAt } from './read.js'

const attributesOf = (text: string, index = 0) => read(text).roles[index]?.role.attributes

/** All that is said of a document when there are no rules for roles. */
const checkForm = createDocumentCheck({ checkRole: () => [], severityOf: () => null })

const role = (attribute: string): string => `astro_role:\n  viewer:\n    ${attribute}\n`

describe.each(Object.entries(lineEnds))('with %s', (_, convert) => {
  const values: readonly (readonly [string, unknown])[] = [
    ['name: 2024', '2024'],
    ['name: 1.50', '1.50'],
    ['name: yes', 'yes'],
    ['name: true', 'true'],
    ['name: 0x1F', '0x1F'],
    ['name: 2024-01-01', '2024-01-01'],
    ['name: null', null],
    ['name: ~', null],
    ['name:', null],
    ["name: 'null'", 'null'],
    ["name: ''", ''],
    ["name: 'it''s'", "it's"],
    ['name: "a\\tb\\u00e9"', 'a\tbé'],
    ['name: !!str 12', '12'],
    ['name: Viewer # comment', 'Viewer'],
    ['name: a#b', 'a#b'],
    ['name: a:b', 'a:b'],
    ['name: 😀 é', '😀 é'],
    ['name: several\n      words', 'several words'],
    ['name: "several\n      words"', 'several words'],
    ['name: >-\n      folded\n      text', 'folded text'],
    ['name: |\n      kept\n      lines', 'kept\nlines\n'],
    ['permissions: []', []],
    ['permissions: [a.b, "c.d", \'e.*\', 12, null]', ['a.b', 'c.d', 'e.*', '12', null]],
    ['permissions: [a.b,\n      c.d,\n      ]', ['a.b', 'c.d']],
    ['permissions:\n    - a.b\n    - c.d', ['a.b', 'c.d']],
    ['permissions:\n      - a.b # one\n      # two\n\n      - "c.d"', ['a.b', 'c.d']],
    ['permissions: [Team > Members > Read]', ['Team > Members > Read']],
  ]

  test.each(values)('%s', (attribute, value) => {
    const document = read(convert(role(attribute)))
    expect(document.problems()).toEqual([])
    expect(Object.values(document.roles[0]?.role.attributes ?? {})).toEqual([value])
  })
})

test('a byte order mark and `---` stand before the first key', () => {
  expect(attributesOf(`\uFEFF---\n${role('name: A')}`)).toEqual({ name: 'A' })
})

test('merged maps lie under own keys, the earlier over the later', () => {
  const document = read(`x-a: &a { name: A, scope_type: DEPLOYMENT }
x-b: &b { name: B, description: B }
astro_role:
  one: { <<: *a, name: Own }
  two: { <<: [*a, *b] }
`)
  expect(document.problems()).toEqual([])
  expect(document.roles.map((site) => site.role.attributes)).toEqual([
    { name: 'Own', scope_type: 'DEPLOYMENT' },
    { name: 'A', scope_type: 'DEPLOYMENT', description: 'B' },
  ])
})

test('an alias to a list in a permission list stands for its elements', () => {
  const text = `x-read: &read [a.b, c.d]
astro_role:
  one:
    permissions: [e.f, *read, g.h]
    restricted_workspace_ids: [*read]
`
  expect(attributesOf(text)).toEqual({
    permissions: ['e.f', 'a.b', 'c.d', 'g.h'],
    restricted_workspace_ids: [['a.b', 'c.d']],
  })
  const document = read(text)
  const [site] = document.roles
  if (!site) throw new Error('no role')
  expect(rangeOf(document, site, ['permissions', 2])).toEqual({
    start: { line: 0, character: 20 },
    end: { line: 0, character: 23 },
  })
  expect(rangeOf(document, site, ['permissions', 2], 'use').start).toEqual({ line: 3, character: 23 })
  expect(rangeOf(document, site, ['permissions', 3]).start).toEqual({ line: 3, character: 30 })
})

test('an alias means the last anchor of its name before it', () => {
  const text =
    'x-a: &n one\nastro_role:\n  first: { name: *n }\n  second: { description: &n two, name: *n }\n  third: { name: *n }\n'
  expect(read(text).roles.map(({ role: { attributes } }) => attributes['name'])).toEqual(['one', 'two', 'two'])
})

test('defaults stand in for attributes a role lacks, not for null', () => {
  const text = `defaults: { astro_role: { scope_type: DEPLOYMENT, description: Default } }
astro_role:
  one: { name: One }
  two: { name: Two, description: null, scope_type: WORKSPACE }
`
  const document = read(text)
  expect(document.roles.map((site) => site.role.attributes)).toEqual([
    { name: 'One', scope_type: 'DEPLOYMENT', description: 'Default' },
    { name: 'Two', scope_type: 'WORKSPACE', description: null },
  ])
  const [one] = document.roles
  expect(one && rangeOf(document, one, ['scope_type'])).toEqual({
    start: { line: 0, character: 38 },
    end: { line: 0, character: 48 },
  })
})

test('keys with $ are no attributes', () => {
  const [site] = read('astro_role:\n  one: { $import: clx, $moved_from: old, $provider: 2, name: One }\n').roles
  expect(site?.role.attributes).toEqual({ name: 'One' })
  expect([site?.import?.text, site?.movedFrom?.text, site?.provider?.text]).toEqual(['clx', 'old', '2'])
})

const wrong: readonly (readonly [string, string, string, RegExp])[] = [
  [role('permissions: [*.get]'), 'RC013', '*.get', /needs quotes/],
  [role('permissions:\n      - *.get # c'), 'RC013', '*.get', /needs quotes/],
  [role('permissions:\n      - *'), 'RC013', '*', /need a name/],
  [role('permissions: [@a]'), 'RC013', '@a]', /cannot start/],
  [role('permissions: [!get a]'), 'RC013', '!get', /no tags/],
  [role('name: "Viewer'), 'RC013', '"Viewer', /closing quote/],
  [role('permissions: [a.b'), 'RC013', '[a.b', /not closed/],
  [role('name: a: b'), 'RC013', 'a:', /second/],
  [role('name: A\n    name: B'), 'RC013', 'name', /more than once/],
  [role('name'), 'RC008', 'viewer', /map of attributes/],
  [role('$moved_from: viewer'), 'RC008', '$moved_from', /the key that the role has/],
  [role('$import: ""'), 'RC008', '$import', /not empty/],
  [role('name: A\n    desc'), 'RC013', 'desc', /colon is missing/],
  [role('name: A\n   description: B'), 'RC013', 'description:', /indentation/],
  [role('name: A\n\t  description: B'), 'RC013', 'description:', /tabs/],
  [role('<<: text'), 'RC013', 'text', /takes a map/],
  [role('name: &a [*a]'), 'RC013', '*a', /own anchor/],
  ['astro_role:\n  a: {}\n  a: {}\n', 'RC013', 'a', /more than once/],
  ['astro_role:\n  a: {}\nastro_role:\n  b: {}\n', 'RC013', 'astro_role', /more than once/],
  ['astro_role:\n    a: {}\n  b: {}\n', 'RC013', 'b', /indentation/],
  ['astro_role:\n  a: {}\n  dep\n', 'RC013', 'dep', /role key/],
  ['astro_role\n  a: {}\n', 'RC013', 'astro_role', /colon is missing/],
  ['astro_role:\n  a: {}\n---\njitsudo_role:\n  b: {}\n', 'RC013', '---', /one document/],
  ['astro_role:\n  a: {}\nstray\n', 'RC013', 'stray', /colon is missing/],
  ['- a\n', 'RC013', '-', /map/],
  ['astro_rol:\n  a: {}\n', 'RC008', 'astro_rol', /not a resource type. Did you mean `astro_role`/],
  ['astro_role: []\n', 'RC008', 'astro_role', /map of roles/],
  ['astro_role:\n  9a: {}\n', 'RC008', '9a', /role key/],
  ['astro_role:\n  a.b: {}\n', 'RC008', 'a.b', /role key/],
  ['astro_role:\n  a: { $imports: x }\n', 'RC008', '$imports', /means nothing/],
  ['astro_role:\n  a: { $import: [x] }\n', 'RC008', '$import', /one string/],
  ['version: 2\n', 'RC008', '2', /is 1/],
  ['version: "1"\n', 'RC008', '"1"', /is 1/],
  ['$id: x\n', 'RC008', '$id', /means nothing/],
  ['defaults: { astro: {} }\n', 'RC008', 'astro', /not a resource type/],
  ['defaults: { astro_role: { nam: x } }\n', 'RC008', 'nam', /no attribute/],
  ['defaults: x\n', 'RC008', 'defaults', /map/],
]

test.each(wrong)('%j is %s at %j', (text, code, place, message) => {
  for (const convert of Object.values(lineEnds)) {
    const document = read(convert(text))
    const problems = checkForm(document)
    expect(problems.map((problem) => [problem.code, textAt(document, problem.range), problem.message])).toEqual([
      [code, place, expect.stringMatching(message)],
    ])
  }
})

test.each([
  '$schema: x\nversion: 1\nx-any: { a: [b] }\n',
  '',
  '# only\n',
  '---\n',
  'astro_role:\n',
  'defaults:\nastro_role: {}\n',
])('nothing is wrong with %j', (text) => expect(read(text).problems()).toEqual([]))

test.each(['1', '[a]', '{}', ''])('a key that is no resource type is one problem, with %j below it too', (value) => {
  expect(problemsOf(read(`services: ${value}\n`))).toEqual([
    ['RC008', 'services', expect.stringContaining('`services` is not a resource type.')],
  ])
})

describe('half-typed text', () => {
  const rest = '  other:\n    name: Other\n    permissions: [a.b]\nnorthflank_org_role:\n  third: { name: Third }\n'
  const breaks = [
    'name: "Open',
    "name: 'Open",
    'permissions: [a.b',
    'permissions: ["a',
    'permissions: { a: [b',
    'name: |\n',
    'name: &',
    'name: *',
    'perm',
    '- a',
    '? x',
    '\t',
    '<<:',
    '#',
    '%',
    'name: !',
    '"',
  ]

  test.each(breaks)('%j leaves the other roles as they are', (typed) => {
    const document = read(`astro_role:\n  broken:\n    ${typed}\n${rest}`)
    const others = document.roles.filter(({ role: { key } }) => key !== 'broken')
    expect(others.map(({ role: { key, attributes }, partial }) => [key, attributes['name'], partial])).toEqual([
      ['other', 'Other', false],
      ['third', 'Third', false],
    ])
  })

  test('a role with unreadable text is partial, and what can be read of it is', () => {
    const [site] = read(
      'astro_role:\n  a:\n    permissions:\n      - a.b\n      - "c\n      - *.d\n    name: A\n',
    ).roles
    expect(site?.partial).toBe(true)
    expect(site?.role.attributes).toEqual({ permissions: ['a.b', 'c', unknown], name: 'A' })
  })
})

describe('merge conflicts', () => {
  const text = `astro_role:
  a:
    name: A
<<<<<<< ours
    permissions: [a.b]
||||||| base
    permissions: []
=======
    permissions: [c.d
>>>>>>> theirs
  b:
    name: B
`
  test('are one problem each, and the roles around them are read', () => {
    const document = read(text)
    expect(problemsOf(document).filter(([, place]) => place === '<<<<<<< ours')).toHaveLength(1)
    expect(document.conflicts.map(({ start, end }) => text.slice(start, end))).toEqual([
      text.slice(text.indexOf('<<<'), text.indexOf('\n  b:')),
    ])
    expect(document.roles.map(({ role: { key }, partial }) => [key, partial])).toEqual([
      ['a', true],
      ['b', false],
    ])
  })

  test('an equals line alone is none', () => {
    expect(read('astro_role: {}\n=======\n').conflicts).toEqual([])
  })
})
