import { rangeOf } from '@rolecall/shared/documents/locate.js'
import { permissionSites } from '@rolecall/shared/documents/permission-site.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { describe, expect, test } from 'vitest'
import { check, open, openRoles, permissionsOf, underlinedIn } from './code.js'
import { lineEnds } from './fixtures.js'

const importLine = `import { AstroRole } from '@rolecall/provider/cdktf'\n`
const create = (settings: string): string => `${importLine}new AstroRole(this, 'a', ${settings})\n`

const attributesOf = (text: string) => openRoles(text, 'main.ts').roles[0]?.role.attributes

describe('classes', () => {
  const rest = `(this, 'a', { name: 'A' })`

  test.each([
    `import { AstroRole } from '@rolecall/provider/cdktf'\nnew AstroRole${rest}`,
    `import { AstroRole as Role } from "@rolecall/provider/cdktn"\nnew Role${rest}`,
    `import * as rolecall from '@rolecall/provider/cdktf'\nnew rolecall.AstroRole${rest}`,
    `import { AstroRole } from '@rolecall/provider/cdktf/bindings/astro-role'\nnew AstroRole${rest}`,
    `import { AstroRole } from './.gen/providers/rolecall/astro-role'\nnew AstroRole${rest}`,
    `import { astroRole } from '../../.gen/providers/rolecall'\nnew astroRole.AstroRole${rest}`,
    `import * as rolecall from './.gen/providers/rolecall/index.js'\nnew rolecall.astroRole.AstroRole${rest}`,
    `import rolecall = require('@rolecall/provider/cdktf')\nnew rolecall.AstroRole${rest}`,
    `const { AstroRole } = require('@rolecall/provider/cdktf')\nnew AstroRole${rest}`,
    `const { AstroRole: Role } = require('@rolecall/provider/cdktf')\nnew Role${rest}`,
    `const rolecall = require('@rolecall/provider/cdktf')\nfunction f() { return [new rolecall.AstroRole${rest}] }`,
    `import { AstroRole } from '@rolecall/provider/cdktf'\nexport class Mine extends AstroRole {}\nclass S { x = new AstroRole${rest} }`,
  ])('%s', (text) => {
    const document = openRoles(text, 'main.ts')
    expect(document.roles.map(({ role }) => role)).toEqual([
      { type: 'astro_role', key: 'a', attributes: { name: 'A' } },
    ])
    expect(document.problems()).toEqual([])
  })

  test.each([
    `import { AstroRole } from 'other'\nnew AstroRole${rest} // rolecall`,
    `import { RoleFiles } from '@rolecall/provider/cdktf'\nnew RoleFiles(this, 'roles', { paths: [] })`,
    `import { DataRolecallAstroRole } from './.gen/providers/rolecall/data-rolecall-astro-role'\nnew DataRolecallAstroRole${rest}`,
    `import { AstroRole } from '@rolecall/provider/cdktf'\nAstroRole.isConstruct(x)`,
    `new AstroRole${rest} // @rolecall/provider/cdktf`,
    `import { AstroRole } from '@rolecall/provider/cdktf'\n`,
    '// rolecall',
    '',
  ])('%s makes no role', (text) => expect(open(text, 'main.ts')).toBeNull())

  test('all of ours', () => {
    const names = ['AstroRole', 'NorthflankOrgRole', 'NorthflankTeamRole', 'JitsudoRole']
    const text = `import { ${names.join(', ')} } from '@rolecall/provider/cdktf'\n${names.map((name) => `new ${name}(this, 'x', {})\n`).join('')}`
    expect(openRoles(text, 'main.tsx').roles.map((site) => site.role.type)).toEqual([
      'astro_role',
      'northflank_org_role',
      'northflank_team_role',
      'jitsudo_role',
    ])
  })
})

describe.each(Object.entries(lineEnds))('with %s', (_, convert) => {
  test.each<readonly [string, unknown]>([
    [`{ name: 'A' }`, { name: 'A' }],
    [`{ 'name': "A" }`, { name: 'A' }],
    ['{ name: `A` }', { name: 'A' }],
    [`{ name: 'it\\'s \\u00e9 😀' }`, { name: "it's é 😀" }],
    ['{ name: `A ${x}` }', { name: unknown }],
    [`{ name: 2024 }`, { name: '2024' }],
    [`{ name: undefined, description: null }`, { name: null, description: null }],
    [`{ name: makeName() }`, { name: unknown }],
    [`{ name: 'A' + 'B' }`, { name: unknown }],
    [
      `{ scopeType: 'DEPLOYMENT', restrictedWorkspaceIds: ['x'] }`,
      { scope_type: 'DEPLOYMENT', restricted_workspace_ids: ['x'] },
    ],
    [`{ permissions: ['a.b',\n  "c.d", // why\n  \`e.f\`,\n] }`, { permissions: ['a.b', 'c.d', 'e.f'] }],
    [`{ permissions: ['a.b', x] }`, { permissions: ['a.b', unknown] }],
    [`{ permissions: ['a.b', , 'c.d'] }`, { permissions: ['a.b', 'c.d'] }],
    [`{ permissions: ['a.b'] as const }`, { permissions: ['a.b'] }],
    [`{ permissions: (['a.b'] satisfies string[])! } as AstroRoleConfig`, { permissions: ['a.b'] }],
    [`{ permissions: flag ? ['a.b'] : ['c.d'] }`, { permissions: ['a.b', 'c.d'] }],
    [`{ permissions: ['a.b'].map((x) => x) }`, { permissions: unknown }],
    [`{ provider: west, dependsOn: [], lifecycle: {}, count: 1, name: 'A' }`, { name: 'A' }],
    [`{ timeouts: { create: late }, name: 'A' }`, { name: 'A' }],
    [`{ [key]: 'A', name: 'B' }`, { '': unknown, name: 'B' }],
    [`{ ...settings() , name: 'B' }`, { '': unknown, name: 'B' }],
    [`{ get name() { return 'A' } }`, { '': unknown }],
    [`settings()`, { '': unknown }],
  ])('%s', (settings, attributes) => {
    const document = openRoles(convert(create(settings)), 'main.ts')
    expect(document.problems()).toEqual([])
    expect(document.roles[0]?.role.attributes).toEqual(attributes)
  })
})

test.each<readonly [string, string, unknown]>([
  [`const read = ['a.b'] as const`, `{ permissions: [...read, 'c.d'] }`, { permissions: ['a.b', 'c.d'] }],
  [`const read = ['a.b']`, `{ permissions: read }`, { permissions: ['a.b'] }],
  [`const read = 'a.b'`, `{ permissions: [read] }`, { permissions: ['a.b'] }],
  [
    `const sets = { read: ['a.b'] }`,
    `{ permissions: [...sets.read, ...sets['read']] }`,
    { permissions: ['a.b', 'a.b'] },
  ],
  [`const base = { scopeType: 'DAG', name: 'Base' }`, `{ ...base, name: 'Own' }`, { scope_type: 'DAG', name: 'Own' }],
  [`const base = { scopeType: 'DAG', name: 'Base' }`, `{ name: 'Own', ...base }`, { scope_type: 'DAG', name: 'Base' }],
  [`const base = { name: 'Base' }`, `base`, { name: 'Base' }],
  [`const name = 'A'`, `{ name }`, { name: 'A' }],
  [`let read = ['a.b']`, `{ permissions: read }`, { permissions: unknown }],
  [`const read = ['a.b']; read.push('c.d')`, `{ permissions: read }`, { permissions: unknown }],
  [`const read = ['a.b']; read[0] = 'c.d'`, `{ permissions: read }`, { permissions: unknown }],
  [`const read = ['a.b']; function f(read: string[]) {}`, `{ permissions: read }`, { permissions: unknown }],
  [`const a = [...b]; const b = [...a]`, `{ permissions: a }`, { permissions: [unknown] }],
  [`import { read } from './other'`, `{ permissions: [...read, 'a.b'] }`, { permissions: [unknown, 'a.b'] }],
])('%s; %s', (before, settings, attributes) => {
  expect(attributesOf(`${before}\n${create(settings)}`)).toEqual(attributes)
})

test('places are those of the literal, also behind a name', () => {
  const text = `\uFEFFconst read = ['a.b'] // 😀\r\n${create(`{ permissions: ['😀', ...read, \`c.d\`] }`)}`
  const document = openRoles(text, 'main.ts')
  const [site] = document.roles
  if (!site) throw new Error('no role')
  expect(permissionsOf(document, site)).toEqual(['😀', 'a.b', 'c.d'])
  expect(rangeOf(document, site, ['permissions', 1]).start).toEqual({ line: 0, character: 16 })
  expect(rangeOf(document, site, ['permissions', 1], 'use').start.line).toBe(2)
  expect(rangeOf(document, site, ['permissions', 2]).start.line).toBe(2)
})

test('constructs take patterns, bindings do not', () => {
  const body = `new AstroRole(this, 'a', { name: 'A', scopeType: 'DEPLOYMENT', permissions: ['deployment.*'] })\n`
  const own = openRoles(importLine + body, 'main.ts')
  expect(check(own)).toEqual([])
  const text = `import { AstroRole } from './.gen/providers/rolecall/astro-role'\n${body}`
  const generated = openRoles(text, 'main.ts')
  expect(check(generated).map((problem) => [problem.code, underlinedIn(text, problem), problem.message])).toEqual([
    ['RC005', 'deployment.*', expect.stringContaining('class `AstroRole` of `@rolecall/provider/cdktf`')],
  ])
  expect(
    [own, generated].map((document) => permissionSites(document, document.roles[0] as never)[0]?.patterns),
  ).toEqual([true, false])
})

test('an id says nothing about other scopes', () => {
  const body = `{ name: 'A', scopeType: 'DEPLOYMENT', permissions: ['deployment.get'] })\n`
  expect(
    check(openRoles(`${importLine}new AstroRole(dev, 'a', ${body}new AstroRole(prod, 'a', ${body}`, 'main.ts')),
  ).toEqual([])
})

test('comments hide problems, strings are none', () => {
  const text = create(`{ name: 'A', scopeType: 'DEPLOYMENT', permissions: [
    'a.b', // rolecall-ignore RC001 -- later
    // rolecall-ignore RC001
    'c.d',
    'e.f', '// rolecall-ignore RC001',
  ] }`)
  expect(check(openRoles(text, 'main.ts')).map((problem) => [problem.code, underlinedIn(text, problem)])).toEqual([
    ['RC001', 'e.f'],
    ['RC005', '// rolecall-ignore RC001'],
  ])
})

describe('half-typed text', () => {
  const other = `new AstroRole(this, 'other', { name: 'Other', permissions: ['a.b'] })\n`

  test.each([
    `{ permissions: ['a.b', 'c`,
    `{ permissions: ['a.b', `,
    `{ permissions: ['a.b'`,
    `{ name: 'A', perm`,
    `{ name: `,
    '{ name: `A',
    '...',
  ])('the role below %j is read', (settings) => {
    const document = openRoles(`${importLine}new AstroRole(this, 'a', ${settings}\n})\n${other}`, 'main.ts')
    expect(document.roles[0]?.partial).toBe(true)
    if (!settings.includes('`')) expect(document.roles.map(({ role }) => role.key)).toEqual(['a', 'other'])
  })

  test('a permission being typed is a permission site', () => {
    const text = `${importLine}new AstroRole(this, 'a', {\n  permissions: ['deployment.get', 'dep\n  name: 'A',\n})\n`
    const document = openRoles(text, 'main.ts')
    const sites = permissionSites(document, document.roles[0] as never)
    expect(sites.slice(0, 2).map(({ content }) => text.slice(content.start, content.end))).toEqual([
      'deployment.get',
      'dep',
    ])
    expect(check(document).map(({ code }) => code)).toContain('RC013')
  })
})
