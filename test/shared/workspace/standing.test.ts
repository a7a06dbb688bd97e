import type { RoleFile } from '@rolecall/shared/documents/assemble.js'
import type { RoleFileLanguage } from '@rolecall/shared/text/language.js'
import { createSource } from '@rolecall/shared/text/source.js'
import { emptyFolder } from '@rolecall/shared/workspace/folder.js'
import { readCounted } from '@rolecall/shared/workspace/read-counted.js'
import { createFolderRules } from '@rolecall/shared/workspace/rules.js'
import { describe, expect, test } from 'vitest'

const { check } = createFolderRules(emptyFolder, { trust: false, trustedWhere: '' })

const read = (text: string, language: RoleFileLanguage = 'yaml', before: RoleFile | null = null, named = false) =>
  readCounted(createSource('a.roles.yaml', text), language, before, { named }) as RoleFile

const standing = (text: string, language?: RoleFileLanguage): string => read(text, language).standing ?? 'ours'

const said = (file: RoleFile): readonly string[] =>
  check(file).map(({ code, severity, suggestions }) => `${code} ${severity} ${suggestions.join(', ')}`.trim())

const role = 'astro_role:\n  viewer: { name: Viewer, scope_type: DEPLOYMENT, permissions: [deployment.get] }\n'

describe('ours', () => {
  test.each([
    ['a role type', role],
    ['a role type beside another key', `${role}services: {}\n`],
    ['defaults of a role type', 'defaults: { astro_role: { scope_typ: DAG } }\n'],
    ['version 1 and a key near a role type', 'version: 1\nastro_roel: {}\n'],
    ['no tree, but a line with a role type', 'a: [\nastro_role:\n  viewer:\n'],
    ['half a role type and no more', 'astro_role'],
    ['a quoted role type in broken text', '}{\n"astro_role": x\n'],
    ['a conflict around it', '<<<<<<< a\nastro_role:\n=======\nservices:\n>>>>>>> b\n'],
  ])('%s', (_title, text) => {
    expect(standing(text)).toBe('ours')
  })
  test('JSON that is not closed', () => {
    expect(standing('{\n  "astro_role": {\n    "viewer": {', 'json')).toBe('ours')
  })
  test('every other key is judged', () => {
    expect(said(read(`${role}services: {}\n`))).toEqual(['RC008 error'])
  })
})

describe('silent', () => {
  test.each(['', '# nothing yet\n', 'version: 1\n', 'version: "3.8"\nx-common: &a {}\n', '$schema: x\ndefaults: {}\n'])(
    '%j',
    (text) => {
      expect([standing(text), said(read(text))]).toEqual(['silent', []])
    },
  )
  test('an empty JSON file', () => {
    expect(standing('{}', 'json')).toBe('silent')
  })
})

describe('of somebody else: nothing is said of', () => {
  test.each([
    ['docker-compose', 'version: "3.8"\nservices:\n  db:\n    image: postgres\n'],
    ['ansible-galaxy', '---\nroles:\n  - src: a\ncollections: []\n'],
    ['a list', '- name: a\n  src: b\n'],
    ['Kubernetes', 'apiVersion: v1\nkind: Role\n---\napiVersion: v1\nkind: RoleBinding\n'],
    ['a Helm chart', '{{- if .Values.rbac }}\nkind: Role\n{{- end }}\n'],
    ['a nested role type', 'docs:\n  astro_role:\n    viewer: {}\n'],
    ['its own ignore comment', '# rolecall-ignore RC001\nservices: {}\n'],
  ])('%s', (_title, text) => {
    expect([standing(text), said(read(text)), read(text).roles]).toEqual(['foreign', [], []])
  })
  test('tsconfig, with comments and in JSON', () => {
    const text = '{\n  // for roles\n  "compilerOptions": { "strict": true }\n}'
    expect([standing(text, 'json'), said(read(text, 'json'))]).toEqual(['foreign', []])
  })
  test('a key near a role type, but for one hint', () => {
    const file = read('astro_roel:\n  a: { name: 1 }\nnorthflank_orgrole: {}\n')
    expect([file.standing, file.roles, said(file)]).toEqual(['foreign', [], ['RC008 hint astro_role']])
  })
})

test('a hint can be switched off, and never becomes more', () => {
  const hints = (severity: 'off' | 'error') =>
    createFolderRules(
      { ...emptyFolder, config: { ...emptyFolder.config, severity: { RC008: severity } } },
      { trust: false, trustedWhere: '' },
    )
      .check(read('astro_roel: {}'))
      .map((problem) => problem.severity)
  expect([hints('off'), hints('error')]).toEqual([[], ['hint']])
})

test('ours stays ours from version to version', () => {
  const first = read(role)
  const typo = read(role.replace('astro_role', 'astro_rol'), 'yaml', first)
  expect(said(typo)).toEqual(['RC008 error astro_role'])
  expect(said(read('astro_ro: {}', 'yaml', typo))).toEqual(['RC008 error astro_role'])
})

test('what was not ours becomes ours, and an empty file becomes whatever is typed', () => {
  const before = read('services: {}\n')
  const after = read(`services: {}\n${role}`, 'yaml', before)
  expect([after.standing, after.roles.length, said(after)]).toEqual([undefined, 1, ['RC008 error']])
  expect(read('services: {}\n', 'yaml', read('')).standing).toBe('foreign')
})

test('what code deploys by its name is ours', () => {
  expect(said(read('astro_roel: {}', 'yaml', null, true))).toEqual(['RC008 error astro_role'])
})
