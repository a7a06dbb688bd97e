import fc from 'fast-check'

const permission = fc.constantFrom(
  'deployment.get', 'deployment.airflow.*.get', '"deployment.update"', "'workspace.*'", 'a.b # why', 'Team > Members > Read',
  "'it''s'", '"a\\tb"', '2024', 'true', 'null', '~', 'x:y', 'a#b', '😀.get', '"😀"',
)

const flowPermission = fc.constantFrom('deployment.get', '"a.b"', "'c.*'", 'd.*.e', 'Team > Read', '2024', '[]')

const flowList = fc.array(flowPermission, { maxLength: 4 }).map((items) => `[${items.join(', ')}]`)

const blockList = (indent: string) =>
  fc.array(permission, { minLength: 1, maxLength: 4 }).map((items) => items.map((item) => `\n${indent}- ${item}`).join(''))

const value = fc.oneof(
  fc.constantFrom(' Viewer', ' "A name"', " 'other'", ' 2024', ' yes', ' null', '', ' # nothing', ' a: b', ' |\n        one\n        two', ' >-\n        folded\n        text'),
  flowList.map((list) => ` ${list}`),
  fc.constantFrom(' [a,\n        b]', ' { enabled: true, projects: [a, b] }', ' "two\n        lines"', ' plain\n        lines', ' &x one', ' *x'),
)

const attributeName = fc.constantFrom('name', 'description', 'scope_type', 'permissions', 'restricted_workspace_ids', 'extra', '$import', '$moved_from')

const attribute = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(attributeName, value).map(([name, text]) => `    ${name}:${text}`) },
  { weight: 3, arbitrary: fc.oneof(blockList('      '), blockList('    ')).map((list) => `    permissions:${list}`) },
  { weight: 1, arbitrary: fc.constantFrom('    # a comment', '', '   ', '  # left', '    <<: *base', '    restrictions:\n      enabled: true\n      projects:\n        - a\n        - b') },
)

const role = fc.tuple(
  fc.constantFrom('viewer', 'editor', 'admin', '"quoted"', 'two_words', 'a-b'),
  fc.oneof(
    { weight: 6, arbitrary: fc.array(attribute, { minLength: 1, maxLength: 5 }).map((lines) => `\n${lines.join('\n')}`) },
    { weight: 1, arbitrary: fc.constantFrom(' {}', ' { name: x, permissions: [a.b] }', ' {\n    name: x\n  }', '', ' &base\n    name: Base', ' *base') },
  ),
).map(([key, body]) => `  ${key}:${body}`)

const section = fc.tuple(
  fc.constantFrom('astro_role', 'northflank_org_role', 'jitsudo_role', 'nonsense', '"astro_role"'),
  fc.oneof(
    { weight: 8, arbitrary: fc.array(role, { maxLength: 4 }).map((roles) => `\n${roles.join('\n')}`) },
    { weight: 1, arbitrary: fc.constantFrom(' {}', ' { a: { name: x } }', '\n  { a: { name: x } }', ' # none', ' &all\n  a: {}') },
  ),
).map(([key, body]) => `${key}:${body}`)

const other = fc.constantFrom(
  'version: 1', 'version: 2', '$schema: https://example.com/x.json', 'x-base: &base\n  name: Base\n  permissions: &list\n    - a.b',
  'defaults: { astro_role: { scope_type: DEPLOYMENT } }', 'defaults:\n  astro_role:\n    scope_type: WORKSPACE', '# comment', '', '---', '...', 'x-list: [1,\n  2]',
)

/** Role files, most of them in order, in all the ways YAML has to write them. */
export const roleText: fc.Arbitrary<string> = fc
  .tuple(fc.array(fc.oneof({ weight: 1, arbitrary: other }, { weight: 3, arbitrary: section }), { maxLength: 5 }), fc.boolean(), fc.boolean())
  .map(([entries, returns, ended]) => {
    const text = entries.join('\n') + (ended ? '\n' : '')
    return returns ? text.replace(/\n/g, '\r\n') : text
  })

export type Edit = { readonly at: number; readonly remove: number; readonly insert: string }

const inserted = fc.constantFrom(
  '', 'x', ' ', '\n', '\t', '"', "'", '[', ']', '{', '}', ':', ': ', '- ', '#', ' # c', '&a ', '*a', '*', '!t ', '|', '>', '? ', '<<: *base', '---\n', '...\n', '\r\n',
  '  ', '\n  new:\n    name: New\n', '\nastro_role:\n', '\n    - a.b', '\n  ', '\n    ', '\n<<<<<<< ours\n', '\n=======\n', '\n>>>>>>> theirs\n', '😀', '\uFEFF', ',', '%', '@', '\n}', '\n- x', '\n  }', '\n  - x', '\nx-y: &base {name: B}\n',
)

/** Edits as fractions of the text's length, so that they fit any text. */
export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), remove: fc.constantFrom(0, 0, 0, 1, 2, 5, 30), insert: inserted }),
  { minLength: 1, maxLength: 6 },
)

export const applyEdit = (text: string, { at, remove, insert }: Edit): string => {
  const start = Math.floor(at * text.length)
  return text.slice(0, start) + insert + text.slice(start + remove)
}
