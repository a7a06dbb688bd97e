import { createFileCheck } from '@rolecall/shared/check/check-file.js'
import { expandFix } from '@rolecall/shared/fix/expand-pattern.js'
import type { ProblemCode } from '@rolecall/shared/model/problem.js'
import { problemCodes } from '@rolecall/shared/model/problem.js'
import { severityAtSynth } from '@rolecall/shared/rules/severity.js'
import { describe, expect, test } from 'vitest'
import { check, openRoles, shipped, underlinedIn } from './code.js'
import { lineEnds } from './fixtures.js'

type Value = string | boolean | readonly Value[] | { readonly [name: string]: Value }
type Roles = Readonly<Record<string, { readonly type: string; readonly attributes: Readonly<Record<string, Value>> }>>

const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

const isMap = (value: Value): value is { readonly [name: string]: Value } =>
  typeof value === 'object' && !Array.isArray(value)

const inCode = (value: Value, assign: string, nameOf: (name: string) => string): string => {
  if (Array.isArray(value)) return `[${value.map((item: Value) => inCode(item, assign, nameOf)).join(', ')}]`
  if (!isMap(value)) return JSON.stringify(value)
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${nameOf(name)}${assign} ${inCode(inner, assign, nameOf)}`)
    .join(', ')} }`
}

const asItIs = (name: string): string => name

const ofType = (roles: Roles, type: string) => Object.entries(roles).filter(([, role]) => role.type === type)

const byType = (roles: Roles, prefix: string): object =>
  Object.fromEntries(
    [...new Set(Object.values(roles).map(({ type }) => type))].map((type) => [
      prefix + type,
      Object.fromEntries(ofType(roles, type).map(([key, { attributes }]) => [key, attributes])),
    ]),
  )

const lines = (attributes: Readonly<Record<string, Value>>, write: (name: string, value: Value) => string): string =>
  Object.entries(attributes)
    .map(([name, value]) => write(name, value))
    .join('')

const className = (type: string): string => camelCase(`_${type}`)

/** The same roles in every language. */
const languages: Readonly<Record<string, (roles: Roles) => string>> = {
  'a.roles.yaml': (roles) =>
    [...new Set(Object.values(roles).map(({ type }) => type))]
      .map((type) => {
        const own = ofType(roles, type).map(
          ([key, { attributes }]) =>
            `  ${key}:\n${lines(attributes, (name, value) => `    ${name}: ${inCode(value, ':', asItIs)}\n`)}`,
        )
        return `${type}:\n${own.join('')}`
      })
      .join(''),
  'a.roles.json': (roles) => JSON.stringify(byType(roles, ''), null, 2),
  'main.tf': (roles) =>
    Object.entries(roles)
      .map(([key, { type, attributes }]) => {
        const body = lines(attributes, (name, value) => `  ${name} = ${inCode(value, ' =', asItIs)}\n`)
        return `resource "rolecall_${type}" "${key}" {\n${body}}\n`
      })
      .join('\n'),
  'main.tf.json': (roles) => JSON.stringify({ resource: byType(roles, 'rolecall_') }, null, 2),
  'main.ts': (roles) => {
    const types = [...new Set(Object.values(roles).map(({ type }) => type))]
    const created = Object.entries(roles).map(([key, { type, attributes }]) => {
      const body = lines(attributes, (name, value) => `  ${camelCase(name)}: ${inCode(value, ':', camelCase)},\n`)
      return `new ${className(type)}(this, '${key}', {\n${body}})\n`
    })
    return `import { ${types.map(className).join(', ')} } from '@rolecall/provider/cdktf'\n${created.join('')}`
  },
}

const astro = (attributes: Readonly<Record<string, Value>>): Roles => ({
  subject: {
    type: 'astro_role',
    attributes: { name: 'Viewer', scope_type: 'DEPLOYMENT', permissions: ['deployment.get'], ...attributes },
  },
})
const teamRole = (attributes: Readonly<Record<string, Value>>): Roles => ({
  subject: {
    type: 'northflank_team_role',
    attributes: {
      team_id: 'core',
      name: 'Viewer',
      permissions: { team_scope: ['Account > Cloud > Clusters > Read'] },
      ...attributes,
    },
  },
})

/** What is underlined: a text, or the name of an attribute as the language writes it. */
type Mistake = readonly [ProblemCode, string, Roles]

const mistakes: readonly Mistake[] = [
  ['RC001', 'deployment.gett', astro({ permissions: ['deployment.get', 'deployment.gett'] })],
  ['RC002', 'deployment.get', astro({ permissions: ['deployment.get', 'deployment.get'] })],
  ['RC003', 'dag.airflow.dag.get', astro({ permissions: ['deployment.get', 'dag.airflow.dag.get'] })],
  [
    'RC004',
    'Account > Billing > General > Read',
    teamRole({ permissions: { team_scope: ['Account > Billing > General > Read'] } }),
  ],
  ['RC005', 'deployment get', astro({ permissions: ['deployment get'] })],
  ['RC006', 'permissions', astro({ permissions: [] })],
  ['RC007', 'ab', teamRole({ name: 'ab' })],
  ['RC008', 'PLANET', astro({ scope_type: 'PLANET' })],
  ['RC008', 'colour', astro({ colour: 'red' })],
  ['RC008', 'description', astro({ description: ['a'] })],
  [
    'RC008',
    'subject',
    { subject: { type: 'astro_role', attributes: { name: 'Viewer', permissions: ['deployment.get'] } } },
  ],
  [
    'RC009',
    'deployment.agentTokens.create',
    astro({ permissions: ['deployment.get', 'deployment.agentTokens.create'] }),
  ],
  ['RC011', 'restrictions', teamRole({ restrictions: { enabled: true, projects: [], restriction_mode: 'in' } })],
]

const named = (code: string, place: string, file: string): readonly [string, string] => [
  code,
  file === 'main.ts' ? camelCase(place) : place,
]

describe.each(Object.entries(languages))('%s', (file, write) => {
  test.each(Object.entries(lineEnds))('a role without mistakes, with %s', (_, convert) => {
    expect(check(openRoles(convert(write({ ...astro({}), other: teamRole({})['subject'] as never })), file))).toEqual(
      [],
    )
  })

  test.each(mistakes)('%s at %s', (code, place, roles) => {
    for (const convert of Object.values(lineEnds)) {
      const text = convert(write(roles))
      const problems = check(openRoles(text, file))
      expect(problems.map((problem) => [problem.code, underlinedIn(text, problem)])).toEqual([
        code === 'RC008' && place === 'subject' ? [code, place] : named(code, place, file),
      ])
      expect(problems.map(({ role }) => role)).toEqual(['subject'])
    }
  })

  test('RC012 for one name in one organization', () => {
    const { subject } = astro({ organization_id: 'org' })
    const text = write({ one: subject as never, two: subject as never })
    const problems = check(openRoles(text, file))
    expect(problems.map((problem) => [problem.code, underlinedIn(text, problem), problem.role])).toEqual([
      ['RC012', 'Viewer', 'one'],
      ['RC012', 'Viewer', 'two'],
    ])
    expect(problems[0]?.related?.map(({ range }) => range)).toEqual([problems[1]?.range])
  })
})

const withPatterns = Object.entries(languages).filter(([file]) => !file.includes('.tf'))
const withoutPatterns = Object.entries(languages).filter(([file]) => file.includes('.tf'))

describe.each(withPatterns)('patterns in %s', (file, write) => {
  test.each<Mistake>([
    ['RC010', 'nothing.*', astro({ permissions: ['deployment.get', 'nothing.*'] })],
    ['RC014', 'deployment.get', astro({ permissions: ['deployment.get', 'deployment.*'] })],
    ['RC005', 'a.**.b', astro({ permissions: ['deployment.get', 'a.**.b'] })],
  ])('%s at %s', (code, place, roles) => {
    const text = write(roles)
    expect(check(openRoles(text, file)).map((problem) => [problem.code, underlinedIn(text, problem)])).toEqual([
      [code, place],
    ])
  })
})

test.each(withoutPatterns)('a pattern in %s is RC005', (file, write) => {
  const text = write(astro({ permissions: ['deployment.get', 'deployment.*', 'nothing.*'] }))
  expect(check(openRoles(text, file)).map((problem) => [problem.code, underlinedIn(text, problem)])).toEqual([
    ['RC005', 'deployment.*'],
    ['RC005', 'nothing.*'],
  ])
})

test('the fix for a pattern expands the whole list', () => {
  const text = languages['main.tf']?.(astro({ permissions: ['deployment.get', 'deployment.*'] })) ?? ''
  const document = openRoles(text, 'main.tf')
  const [site] = document.roles
  const edits = (site && expandFix(document, site, ['permissions', 1])) ?? []
  const fixed = [...edits]
    .reverse()
    .reduce((now, { span, text: inserted }) => now.slice(0, span.start) + inserted + now.slice(span.end), text)
  expect(fixed).toContain('permissions = provider::rolecall::expand("astro", ["deployment.get", "deployment.*"])\n')
  expect(check(openRoles(fixed, 'main.tf')).map(({ code }) => code)).toEqual(['RC014'])
})

test('RC013 in every language', () => {
  const broken: Readonly<Record<string, string>> = {
    'a.roles.yaml': 'astro_role:\n  a: { name: "A }\n',
    'a.roles.json': '{ "astro_role": { "a": { "name": "A',
    'main.tf': 'resource "rolecall_astro_role" "a" {\n  name = "A\n}\n',
    'main.tf.json': '{ "resource": { "rolecall_astro_role": { "a": { "name": "A',
    'main.ts': `import { AstroRole } from '@rolecall/provider/cdktf'\nnew AstroRole(this, 'a', { name: 'A\n})\n`,
  }
  for (const [file, text] of Object.entries(broken)) {
    expect(check(openRoles(text, file)).map(({ code, severity }) => [code, severity])).toContainEqual([
      'RC013',
      'error',
    ])
  }
})

test('a rule that is off says nothing, and another severity counts', () => {
  const all = createFileCheck({
    catalogs: shipped,
    limit: null,
    severity: severityAtSynth({ RC001: 'error', RC002: 'off' }),
  })
  const yaml =
    languages['a.roles.yaml']?.(
      astro({ permissions: ['deployment.get', 'deployment.get', 'deployment.gett', 'nothing.*'] }),
    ) ?? ''
  expect(all(openRoles(yaml, 'a.roles.yaml')).map(({ code, severity }) => [code, severity])).toEqual([
    ['RC001', 'error'],
    ['RC010', 'error'],
  ])
})

test('what is configured for RC010 counts at synth too', () => {
  const all = createFileCheck({
    catalogs: shipped,
    limit: null,
    severity: severityAtSynth({ RC010: 'info' }),
  })
  const yaml = languages['a.roles.yaml']?.(astro({ permissions: ['deployment.get', 'nothing.*'] })) ?? ''
  expect(all(openRoles(yaml, 'a.roles.yaml')).map(({ code, severity }) => [code, severity])).toEqual([
    ['RC010', 'info'],
  ])
})

test('every code is shown here', () => {
  const shown = new Set<string>([...mistakes.map(([code]) => code), 'RC010', 'RC012', 'RC013', 'RC014'])
  expect(problemCodes.filter((code) => !shown.has(code))).toEqual([])
})

test('a merge conflict is one problem in every language, and its roles are seen in part', () => {
  const sides = (one: string, other: string): string => `<<<<<<< ours\n${one}\n=======\n${other}\n>>>>>>> theirs\n`
  const conflicts: Readonly<Record<string, string>> = {
    'a.roles.yaml': `astro_role:\n  a:\n    scope_type: DEPLOYMENT\n${sides('    name: A', '    name: B')}    permissions: [a.b]\n`,
    'a.roles.json': `{ "astro_role": { "a": {\n${sides('"name": "A",', '"name": "B",')}"permissions": ["a.b"] } } }\n`,
    'main.tf': `resource "rolecall_astro_role" "a" {\n${sides('  name = "A"', '  name = "B"')}  permissions = ["a.b"]\n}\n`,
    'main.tf.json': `{ "resource": { "rolecall_astro_role": { "a": {\n${sides('"name": "A",', '"name": "B",')}"permissions": ["a.b"] } } } }\n`,
    'main.ts': `import { AstroRole } from '@rolecall/provider/cdktf'\nnew AstroRole(this, 'a', {\n${sides(`  name: 'A',`, `  name: 'B',`)}  permissions: ['a.b'],\n})\n`,
  }
  for (const [file, text] of Object.entries(conflicts)) {
    for (const convert of Object.values(lineEnds)) {
      const document = openRoles(convert(text), file)
      const said = check(document).map((problem) => [problem.code, underlinedIn(convert(text), problem)])
      expect([file, said]).toEqual([
        file,
        [
          ['RC013', '<<<<<<< ours'],
          ['RC001', 'a.b'],
        ],
      ])
      expect(document.roles.map(({ role, partial }) => [role.key, partial])).toEqual([['a', true]])
    }
  }
})
