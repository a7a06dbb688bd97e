import fc from 'fast-check'

const permission = fc.constantFrom(
  'deployment.get',
  'deployment.airflow.*.get',
  '"deployment.update"',
  "'workspace.*'",
  'a.b # why',
  'Team > Members > Read',
  "'it''s'",
  '"a\\tb"',
  '2024',
  'true',
  'null',
  '~',
  'x:y',
  'a#b',
  '😀.get',
  '"😀"',
  '*list',
  '- nested',
  '{ a: b }',
)

const flowItem = fc.constantFrom(
  'deployment.get',
  '"a.b"',
  "'c.*'",
  'd.*.e',
  'Team > Read',
  '2024',
  '[]',
  '[a, [b]]',
  '{ a: b }',
)

const flowList = fc
  .tuple(fc.array(flowItem, { maxLength: 4 }), fc.constantFrom('', ' ', ','))
  .map(([items, end]) => `[${items.join(', ')}${items.length > 0 ? end : ''}]`)

const listBelow = (indent: string): fc.Arbitrary<string> =>
  fc
    .array(permission, { minLength: 1, maxLength: 4 })
    .map((items) => items.map((item) => `\n${indent}- ${item}`).join(''))

const oneLine = fc.constantFrom(
  ' Viewer',
  ' "A name"',
  " 'other'",
  ' 2024',
  ' yes',
  ' null',
  '',
  ' # nothing',
  ' a:b',
  ' { enabled: true, projects: [a, b] }',
  '   spaced   ',
)

const severalLines = fc.constantFrom(
  ' |\n        one\n        two',
  ' |+\n        one\n\n',
  ' >-\n        folded\n        text',
  ' [a,\n        b]',
  ' [\n      a\n    ]',
  ' "two\n        lines"',
  ' plain\n        lines',
  ' &x one',
  '\n      enabled: true\n      projects:\n        - a\n        - b',
  '\n      - team_id: a\n        restrictions:\n          enabled: false',
)

const value = fc.oneof(
  { weight: 6, arbitrary: oneLine },
  { weight: 2, arbitrary: severalLines },
  { weight: 2, arbitrary: flowList.map((list) => ` ${list}`) },
  { weight: 4, arbitrary: fc.oneof(listBelow('      '), listBelow('    ')) },
)

const attributeName = fc.constantFrom(
  'name',
  'description',
  'scope_type',
  'permissions',
  'restricted_workspace_ids',
  'organization_id',
  'extra',
  '"quoted"',
  '$import',
  '$moved_from',
)

const between = fc.constantFrom('', '', '', '', '\n', '    # a comment\n', '  # left\n', '\r\n', '      \n')

const uniqueBy = <Item extends readonly [string, ...unknown[]]>(item: fc.Arbitrary<Item>, sizes: fc.ArrayConstraints) =>
  fc.uniqueArray(item, { ...sizes, selector: ([key]) => key })

const attributes = uniqueBy(fc.tuple(attributeName, value, between), { minLength: 1, maxLength: 5 }).map((all) =>
  all.map(([name, text, gap]) => `${gap}    ${name}:${text}`).join('\n'),
)

const roleKey = fc.constantFrom('viewer', 'editor', 'admin', '"quoted"', 'two_words', 'a-b', 'x', '9')

const roleBody = fc.oneof(
  { weight: 8, arbitrary: attributes.map((lines) => `\n${lines}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(' {}', ' { name: x, permissions: [a.b] }', ' {\n    name: x\n  }', '', ' # empty'),
  },
  { weight: 1, arbitrary: fc.constantFrom(' &base\n    name: Base', ' *base', '\n    <<: *base\n    name: Own') },
)

const roles = uniqueBy(fc.tuple(roleKey, roleBody, between), { maxLength: 5 }).map((all) =>
  all.map(([key, body, gap]) => `${gap}  ${key}:${body}`).join('\n'),
)

const sectionKey = fc.constantFrom(
  'astro_role',
  'northflank_org_role',
  'northflank_team_role',
  'jitsudo_role',
  'nonsense',
  '"quoted"',
)

const section = fc.tuple(
  sectionKey,
  fc.oneof(
    { weight: 9, arbitrary: roles.map((all) => `\n${all}`) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        ' {}',
        ' { a: { name: x } }',
        '\n  { a: { name: x } }',
        ' # none',
        ' &all\n  a: {}',
        '\n  <<: *base\n  b: {}',
      ),
    },
  ),
)

const other = fc.constantFrom<readonly [string, string]>(
  ['version', ' 1'],
  ['version', ' 2'],
  ['$schema', ' https://example.com/x.json'],
  ['x-base', ' &base\n  name: Base\n  permissions: &list\n    - a.b'],
  ['x-list', ' &list [1,\n  2]'],
  ['defaults', ' { astro_role: { scope_type: DEPLOYMENT } }'],
  ['defaults', '\n  astro_role:\n    scope_type: WORKSPACE'],
  ['# comment', ' text'],
)

/** Role files, most of them in order, in all the ways YAML has to write them. */
export const roleText: fc.Arbitrary<string> = fc
  .tuple(
    uniqueBy(fc.oneof({ weight: 1, arbitrary: other }, { weight: 2, arbitrary: section }), { maxLength: 5 }),
    fc.constantFrom('', '', '', '---\n', '\uFEFF', '# first\n\n', '%YAML 1.2\n---\n'),
    fc.constantFrom('\n', '\n', '', '\n...\n', '\n---\n'),
    fc.boolean(),
  )
  .map(([entries, begin, end, returns]) => {
    const text = begin + entries.map(([key, body]) => `${key}:${body}`).join('\n') + end
    return returns ? text.replace(/\r?\n/g, '\r\n') : text
  })

export type Edit = { readonly at: number; readonly remove: number; readonly insert: string }

const inserted = fc.constantFrom(
  ...[
    '',
    'x',
    ' ',
    '  ',
    '\n',
    '\t',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ':',
    ': ',
    '- ',
    '#',
    ' # c',
    ',',
    '%',
    '@',
    '|',
    '>',
  ],
  ...['&a ', '*a', '*', '!t ', '? ', '<<: *base', '---\n', '...\n', '\r\n', '\r', '😀', '\uFEFF'],
  ...[
    '\n  new:\n    name: New\n',
    '\nastro_role:\n',
    '\n    - a.b',
    '\n  ',
    '\n    ',
    '\n}',
    '\n- x',
    '\n  }',
    '\n  - x',
  ],
  ...[
    '\n<<<<<<< ours\n',
    '\n=======\n',
    '\n>>>>>>> theirs\n',
    '\nx-y: &base {name: B}\n',
    '\n  # rolecall-ignore RC001\n',
  ],
)

/** Edits as fractions of the text's length, so that they fit any text. */
export const edits = (sizes: fc.ArrayConstraints): fc.Arbitrary<readonly Edit[]> =>
  fc.array(
    fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.constantFrom(0, 0, 0, 1, 2, 5, 30),
      insert: inserted,
    }),
    sizes,
  )

export const applyEdit = (text: string, { at, remove, insert }: Edit): string => {
  const start = Math.floor(at * text.length)
  return text.slice(0, start) + insert + text.slice(start + remove)
}
