import { rangeOf } from '@rolecall/shared/documents/locate.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { expect, test } from 'vitest'
import { check, open, openRoles, underlinedIn } from './code.js'

const file = 'main.tf.json'
const role = (body: string): string => `{ "resource": { "rolecall_astro_role": { "a": { ${body} } } } }`

test.each<readonly [string, unknown]>([
  ['"name": "A"', 'A'],
  ['"name": "A ${var.x}"', unknown],
  ['"name": "${local.name}"', 'Local'],
  ['"name": "${ local.name }"', 'Local'],
  ['"name": "$${x}"', '$${x}'],
  ['"name": "${local.none}"', unknown],
  ['"name": "${"', unknown],
  ['"name": 2024', '2024'],
  ['"permissions": ["a.b", "${local.name}"]', ['a.b', 'Local']],
  ['"permissions": "${local.list}"', ['c.d']],
  ['"permissions": "${concat(local.list, [\'\'])}"', unknown],
  ['"permissions": "${provider::rolecall::expand(local.name, local.list)}"', ['c.d']],
])('%s', (attribute, value) => {
  const others = { 'locals.tf': 'locals {\n  name = "Local"\n  list = ["c.d"]\n}\n' }
  const document = openRoles(role(attribute), file, others)
  expect(document.problems()).toEqual([])
  expect(Object.values(document.roles[0]?.role.attributes ?? {})).toEqual([value])
})

test('objects and arrays of objects hold roles', () => {
  const text = JSON.stringify({
    '//': 'rolecall',
    resource: [
      {
        rolecall_astro_role: {
          a: { name: 'A', count: 1, lifecycle: { prevent_destroy: true } },
          b: [{ name: 'B', timeouts: { create: '30s' } }, { name: 'C' }],
        },
      },
      { rolecall_jitsudo_role: [{ c: { slug: 'c' } }], aws_x: { d: {} } },
    ],
  })
  expect(openRoles(text, file).roles.map(({ role: { type, key, attributes } }) => [type, key, attributes])).toEqual([
    ['astro_role', 'a', { name: 'A' }],
    ['astro_role', 'b', { name: 'B' }],
    ['astro_role', 'b', { name: 'C' }],
    ['jitsudo_role', 'c', { slug: 'c' }],
  ])
})

test('for_each makes one role of each element', () => {
  const document = openRoles(
    role('"for_each": { "x": ["a.b"] }, "name": "${each.key}", "permissions": "${each.value}"'),
    file,
  )
  expect(document.roles.map((site) => [site.role.key, site.role.attributes, site.partial])).toEqual([
    ['a["x"]', { name: 'x', permissions: ['a.b'] }, false],
  ])
})

test('a provider is a name in quotes', () => {
  expect(openRoles(role('"provider": "rolecall.west"'), file).roles[0]?.provider?.text).toBe('rolecall.west')
})

test('places are those of the file', () => {
  const text = `\uFEFF{\r\n  "resource": { "rolecall_astro_role": { "a": {\r\n    "permissions": ["😀", "a.b"]\r\n} } } }`
  const document = openRoles(text, file)
  const [site] = document.roles
  if (!site) throw new Error('no role')
  expect(rangeOf(document, site, ['permissions', 1])).toEqual({
    start: { line: 2, character: 27 },
    end: { line: 2, character: 30 },
  })
  expect(rangeOf(document, site, ['name'])).toEqual({
    start: { line: 1, character: 42 },
    end: { line: 1, character: 43 },
  })
})

test.each<readonly [string, string, string]>([
  [role('"name": "A", "scope_type": "DEPLOYMENT", "permissions": ["deployment.*"]'), 'RC005', 'deployment.*'],
  [role('"name": "A", "scope_type": "DEPLOYMENT", "permissions": ["nope"]'), 'RC001', 'nope'],
  ['{ "resource": { "rolecall_astro_rol": { "a": {} } } }', 'RC008', '"rolecall_astro_rol"'],
  ['{ "resource": { "rolecall_astro_role": { "a": { "name": "A }', 'RC013', '"A }'],
])('%s is %s at %s', (text, code, place) => {
  expect(check(openRoles(text, file)).map((problem) => [problem.code, underlinedIn(text, problem)])).toContainEqual([
    code,
    place,
  ])
})

test.each(['{ "resource": { "aws_x": { "a": {} } } }', '{', '[]'])('%j is not about roles', (text) => {
  expect(open(text, file)?.roles ?? []).toEqual([])
})
