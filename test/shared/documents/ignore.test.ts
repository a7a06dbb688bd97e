import { createDocumentCheck } from '@rolecall/shared/check/check-document.js'
import type { Problem, ProblemCode } from '@rolecall/shared/model/problem.js'
import { describe, expect, test } from 'vitest'
import { lineEnds } from './fixtures.js'
import { read, textAt } from './read.js'

const problem = (code: ProblemCode, path: Problem['path']): Problem => ({
  code,
  severity: 'warning',
  message: code,
  path,
  suggestions: [],
})

/** Every permission is unknown, every name too long, every role too mighty. */
const check = createDocumentCheck({
  checkRole: ({ role: { attributes } }) => [
    problem('RC009', []),
    problem('RC007', ['name']),
    ...(Array.isArray(attributes['permissions'])
      ? attributes['permissions'].map((_, index) => problem('RC001', ['permissions', index]))
      : []),
  ],
  severityOf: (code) => (code === 'RC014' ? 'off' : null),
})

const said = (text: string, file = 'a.roles.yaml') => {
  const document = read(text, file)
  return check(document).map(({ code, severity, range }) => [code, severity, textAt(document, range)])
}

const role = (name: string, permissions: string) =>
  `astro_role:\n  a:\n    name: A${name}\n    permissions:\n${permissions}`
const always = [
  ['RC009', 'warning', 'a'],
  ['RC007', 'warning', 'A'],
]

describe.each(Object.entries(lineEnds))('with %s', (_, convert) => {
  test.each<readonly [string, string, readonly (readonly string[])[]]>([
    [
      'at the end of a line',
      role('', '      - a.b # rolecall-ignore RC001\n      - c.d\n'),
      [...always, ['RC001', 'warning', 'c.d']],
    ],
    [
      'alone above a line',
      role('', '      # rolecall-ignore RC001 -- later\n      - a.b\n      - c.d\n'),
      [...always, ['RC001', 'warning', 'c.d']],
    ],
    ['above another comment', role('', '      # rolecall-ignore RC001\n      # why\n      - a.b\n'), always],
    [
      'two codes',
      role(' # rolecall-ignore RC007, RC001', '      - a.b # rolecall-ignore RC001 RC007\n').replace(
        'RC007, RC001',
        'RC007',
      ),
      [
        ['RC009', 'warning', 'a'],
        ['RC007', 'warning', 'rolecall-ignore RC001 RC007'],
      ],
    ],
    [
      'in a string',
      role('', '      - "a # rolecall-ignore RC001"\n'),
      [...always, ['RC001', 'warning', 'a # rolecall-ignore RC001']],
    ],
    [
      'without effect',
      role('', '      - a.b # rolecall-ignore RC001, RC003\n'),
      [...always, ['RC003', 'warning', 'rolecall-ignore RC001, RC003']],
    ],
    ['of a rule that is off', role('', '      - a.b # rolecall-ignore RC001, RC014\n'), always],
    [
      'without a code',
      role('', '      # rolecall-ignore\n      - a.b\n'),
      [...always, ['RC008', 'warning', 'rolecall-ignore'], ['RC001', 'warning', 'a.b']],
    ],
    [
      'of an unknown code',
      role('', '      - a.b # rolecall-ignore RC099\n'),
      [...always, ['RC001', 'warning', 'a.b'], ['RC008', 'warning', 'rolecall-ignore RC099']],
    ],
    [
      'of RC009',
      role('', '      []\n').replace('a:\n', 'a: # rolecall-ignore RC009\n'),
      [
        ['RC009', 'warning', 'a'],
        ['RC009', 'warning', 'rolecall-ignore RC009'],
        ['RC007', 'warning', 'A'],
      ],
    ],
    ['a longer word', role('', '      - a.b # rolecall-ignored RC001\n'), [...always, ['RC001', 'warning', 'a.b']]],
    ['of a file', `# rolecall-ignore-file\n${role('', '      - a.b\n')}`, [['RC009', 'warning', 'a']]],
    [
      'of a file, one code',
      `\n# rolecall-ignore-file RC007 -- generated\n${role('', '      - a.b\n')}`,
      [
        ['RC009', 'warning', 'a'],
        ['RC001', 'warning', 'a.b'],
      ],
    ],
    [
      'of a file, too late',
      role('', '      - a.b\n# rolecall-ignore-file\n'),
      [...always, ['RC001', 'warning', 'a.b'], ['RC008', 'warning', 'rolecall-ignore-file']],
    ],
  ])('%s', (_name, text, expected) => {
    expect(said(convert(text))).toEqual(expected)
  })
})

test('JSONC has them after //', () => {
  const text =
    '{ "astro_role": { "a": {\n  "name": "A", // rolecall-ignore RC007\n  "permissions": ["a // rolecall-ignore RC001"]\n} } }\n'
  expect(said(text, 'a.roles.jsonc')).toEqual([
    ['RC009', 'warning', 'a'],
    ['RC001', 'warning', 'a // rolecall-ignore RC001'],
  ])
})

test('what cannot be read is not ignored', () => {
  expect(said('astro_role:\n  a: { name: "A } # rolecall-ignore RC013\n').map(([code]) => code)).toEqual(['RC013'])
  expect(said('# rolecall-ignore-file\n- a\n').map(([code]) => code)).toEqual(['RC008', 'RC013'])
})
