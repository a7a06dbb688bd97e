import { locate, rangeOf } from '@rolecall/shared/documents/locate.js'
import { permissionSites } from '@rolecall/shared/documents/permission-site.js'
import { resourceOptions } from '@rolecall/shared/model/resource-options.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { describe, expect, test } from 'vitest'
import type { Files } from './code.js'
import { check, open, openRoles, permissionsOf, underlinedIn } from './code.js'
import { lineEnds } from './fixtures.js'
import { samples } from './terraform-samples.js'

const role = (attributes: string, key = 'a'): string =>
  `resource "rolecall_astro_role" "${key}" {\n  ${attributes}\n}\n`

const attributesOf = (text: string, others: Files = {}) => openRoles(text, 'main.tf', others).roles[0]?.role.attributes

describe.each(Object.entries(lineEnds))('with %s', (_, convert) => {
  test.each(Object.entries(samples))('%s', (_name, { text, roles }) => {
    const document = openRoles(convert(text), 'main.tf')
    const found = document.roles.map((site) => [site.role.key, site.partial ? null : permissionsOf(document, site)])
    expect(Object.fromEntries(found)).toEqual(roles)
    expect(document.problems()).toEqual([])
  })

  const values: readonly (readonly [string, unknown])[] = [
    ['name = "A"', 'A'],
    ['name = "a b" # comment', 'a b'],
    ['name = "a # b"', 'a # b'],
    ['name = "😀 \\u00e9 \\U0001F600"', '😀 é 😀'],
    ['name = "a\\tb\\\\\\""', 'a\tb\\"'],
    ['name = "$${x} %%{y}"', '${x} %{y}'],
    ['name = "50% $5"', '50% $5'],
    ['name = ""', ''],
    ['name = 12', '12'],
    ['name = true', 'true'],
    ['name = null', null],
    ['name = ("A")', 'A'],
    ['name = "${"A"}"', 'A'],
    ['name = upper("a")', unknown],
    ['name = "a-${var.x}"', unknown],
    ['name = 1 + 2', unknown],
    ['name = -1', unknown],
    ['name = !true', unknown],
    ['name = var.x == "a" ? "A" : "B"', unknown],
    ['name = local.none', unknown],
    ['name = ["a"][0]', unknown],
    ['name = data.x.y.*.name', unknown],
    ['name = data.x.y[*].name', unknown],
    ['name = local . x ["y"]', unknown],
    ['restrictions = { a.b = 1, (c) = 2, "d" = 3 }', { '': unknown, d: '3' }],
    ['description = <<EOT\n  a\nb\nEOT', '  a\nb\n'],
    ['description = <<-EOT\n    a\n      b\n    EOT', 'a\n  b\n'],
    ['permissions = []', []],
    ['permissions = ["a.b", "c.d",]', ['a.b', 'c.d']],
    ['permissions = [\n    "a.b" # one\n    , "c.d"\n    // two\n  ]', ['a.b', 'c.d']],
    ['permissions = /* why */ ["a.b"]', ['a.b']],
    ['permissions = ["a.b", upper("c")]', ['a.b', unknown]],
    ['permissions = concat(["a.b"], null)', ['a.b']],
    ['permissions = var.x ? ["a.b"] : null', ['a.b']],
    ['permissions = concat(["a.b"], local.none)', ['a.b', unknown]],
    ['permissions = concat(var.lists...)', unknown],
    ['permissions = [["a.b"]]', [['a.b']]],
  ]

  test.each(values)('%s', (attribute, value) => {
    const document = openRoles(convert(role(attribute)), 'main.tf')
    expect(document.problems()).toEqual([])
    const [found] = Object.values(document.roles[0]?.role.attributes ?? {})
    expect(typeof found === 'string' ? found.replace(/\r/g, '') : found).toEqual(value)
  })
})

test('a byte order mark and text of other planes keep places', () => {
  const text = `\uFEFF# 😀\n${role('permissions = ["😀", "b"]')}`
  const document = openRoles(text, 'main.tf')
  const [site] = document.roles
  if (!site) throw new Error('no role')
  expect(rangeOf(document, site, ['permissions', 1])).toEqual({
    start: { line: 2, character: 24 },
    end: { line: 2, character: 25 },
  })
})

describe('names', () => {
  const others = {
    'locals.tf': 'locals {\n  read = ["a.b"]\n  loop = local.circle\n  circle = local.loop\n}\n',
    'variables.tf':
      'variable "more" {\n  type    = list(string)\n  default = ["c.d"]\n}\nvariable "none" { default = [] }\nvariable "open" {}\n',
    'more.tf.json': '{ "locals": { "json": ["e.f", "${local.read[0]}"] }, "variable": { "text": { "default": "T" } } }',
  }

  test.each<readonly [string, unknown]>([
    ['permissions = local.read', ['a.b']],
    ['permissions = var.more', ['c.d']],
    ['permissions = local.json', ['e.f', 'a.b']],
    ['name = var.text', 'T'],
    ['permissions = concat(local.read, var.more)', ['a.b', 'c.d']],
    ['permissions = var.none', unknown],
    ['permissions = var.open', unknown],
    ['permissions = local.loop', unknown],
    ['permissions = local.circle', unknown],
  ])('%s is known from the other files', (attribute, value) => {
    expect(Object.values(attributesOf(role(attribute), others) ?? {})).toEqual([value])
  })

  test('what stands behind a name is wrong where it is written', () => {
    const document = openRoles(
      role('name = "A"\n  scope_type = "DEPLOYMENT"\n  permissions = local.read'),
      'main.tf',
      others,
    )
    const [problem] = check(document)
    expect([problem?.code, problem?.file, problem?.range.start]).toEqual([
      'RC001',
      'locals.tf',
      { line: 1, character: 11 },
    ])
  })

  test('what is there twice is wrong where it is used', () => {
    const text = role('name = "A"\n  scope_type = "DEPLOYMENT"\n  permissions = concat(["deployment.get"], local.read)')
    const document = openRoles(text, 'main.tf', { 'locals.tf': 'locals {\n  read = ["deployment.get"]\n}\n' })
    expect(check(document).map((problem) => [problem.code, problem.file, underlinedIn(text, problem)])).toEqual([
      ['RC002', 'main.tf', 'local.read'],
    ])
  })

  test.each([
    'read = [',
    'read = ["deployment.get", ',
    'read = concat(["deployment.get"',
    'read = ["deployment.get"\n  other = 1',
  ])('a list that is being typed may go on: %j', (typed) => {
    const text = `locals {\n  ${typed}\n}\n${role('name = "A"\n  scope_type = "DEPLOYMENT"\n  permissions = local.read')}`
    const document = openRoles(text, 'main.tf')
    expect(document.roles.map(({ partial }) => partial)).toEqual([true])
    expect(check(document)).toEqual([])
  })

  test('a comment where it is written hides it', () => {
    const text = role('name = "A"\n  scope_type = "DEPLOYMENT"\n  permissions = local.read')
    const locals = 'locals {\n  read = ["a.b"] # rolecall-ignore RC001\n}\n'
    expect(check(openRoles(text, 'main.tf', { 'locals.tf': locals }))).toEqual([])
    expect(check(openRoles(`# rolecall\n${locals}`, 'locals.tf'))).toEqual([])
  })

  test('sets and branches hold what is in several lists once', () => {
    const whole = 'name = "A"\n  scope_type = "DEPLOYMENT"\n  permissions = '
    for (const list of [
      'var.x ? ["deployment.get"] : ["deployment.get", "deployment.update"]',
      'setunion(["deployment.get"], ["deployment.get"])',
      'distinct(concat(["deployment.get"], ["deployment.get"]))',
    ]) {
      const document = openRoles(role(whole + list), 'main.tf')
      expect(check(document)).toEqual([])
      expect(document.roles[0]?.partial).toBe(false)
      expect(
        permissionSites(document, document.roles[0] as never).filter(({ value }) => value === 'deployment.get'),
      ).toHaveLength(2)
    }
  })
})

describe('patterns', () => {
  const whole = (permissions: string) => role(`name = "A"\n  scope_type = "DEPLOYMENT"\n  permissions = ${permissions}`)
  const expand = 'provider::rolecall::expand("astro", '

  test.each([
    `${expand}["deployment.*"])`,
    `concat(${expand}["deployment.*"]), ["workspace.get"])`.replace('workspace.get', 'dag.get'),
  ])('may stand in %s', (permissions) => {
    const codes = check(openRoles(whole(permissions), 'main.tf')).map(({ code }) => code)
    expect(codes).not.toContain('RC005')
  })

  test('may stand in a local that is expanded', () => {
    const document = openRoles(`locals { all = ["deployment.*"] }\n${whole(`${expand}local.all)`)}`, 'main.tf')
    expect(check(document)).toEqual([])
    expect(permissionSites(document, document.roles[0] as never)[0]?.patterns).toBe(true)
  })

  test.each(['["deployment.*"]', `concat(${expand}["deployment.get"]), ["deployment.*"])`])(
    'may not stand in %s',
    (permissions) => {
      const text = whole(permissions)
      expect(
        check(openRoles(text, 'main.tf')).map((problem) => [
          problem.code,
          underlinedIn(text, problem),
          problem.message,
        ]),
      ).toEqual([['RC005', 'deployment.*', expect.stringContaining(`${expand}["deployment.*"])`)]])
    },
  )
})

const wrong: readonly (readonly [string, string, string, RegExp])[] = [
  [role('name = "A'), 'RC013', '"A', /closing quote/],
  [role('permissions = ["a.b"'), 'RC013', '[', /list is not closed/],
  [role('permissions = ["a.b" "c.d"]'), 'RC013', '"', /comma/],
  [role('restrictions = { enabled = true'), 'RC013', '{', /map is not closed/],
  [role('restrictions = { enabled }'), 'RC013', 'enabled', /equals sign/],
  [role('permissions = concat(["a.b"]'), 'RC013', '(', /parenthesis/],
  [role('name ='), 'RC013', '=', /value is missing/],
  [role('name'), 'RC013', 'name', /equals sign and a value/],
  [role('name = "A" "B"'), 'RC013', '"B"', /behind a value/],
  [role('name = "A"\n  name = "B"'), 'RC013', 'name', /more than once/],
  [role('name = x ? "A"'), 'RC013', '\n', /colon/],
  [role('description = <<EOT'), 'RC013', '<<EOT', /heredoc/],
  [role('/* open'), 'RC013', '/* open', /comment is not closed/],
  [role('name = "A"').replace('\n}', ''), 'RC013', 'resource "rolecall_astro_role" "a"', /block is not closed/],
  [
    'resource "rolecall_astro_role" "a {\n  name = "A"\n}\n',
    'RC013',
    'resource "rolecall_astro_role" "a {',
    /in quotes/,
  ],
  ['resource "rolecall_astro_role" "a"\n{\n}\n', 'RC013', 'resource "rolecall_astro_role" "a"', /same line/],
  [
    'resource "rolecall_astro_rol" "a" {}\n',
    'RC008',
    '"rolecall_astro_rol"',
    /`rolecall_astro_rol` is not a resource type. Did you mean `rolecall_astro_role`/,
  ],
  [role('permissions { }'), 'RC008', 'permissions', /is an attribute/],
  [role('timeouts { }'), 'RC008', 'timeouts', /is an attribute/],
  [role('times { }'), 'RC008', 'times', /no block/],
  [`<<<<<<< ours\n${role('name = "A"')}=======\n>>>>>>> theirs\n`, 'RC013', '<<<<<<< ours', /merge conflict/],
]

test.each(wrong)('%j is %s at %j', (text, code, place, message) => {
  for (const convert of Object.values(lineEnds)) {
    const document = openRoles(convert(text), 'main.tf')
    const said = document.problems().map((problem) => {
      const { source, offset } = document.place(problem.chunk)
      return [
        problem.code,
        source.text.slice(offset + problem.start, offset + problem.end).replace('\r', '\n'),
        problem.message,
      ]
    })
    expect(said).toEqual([[code, place, expect.stringMatching(message)]])
  }
})

test('nothing is said of blocks that are not ours', () => {
  const text = `# rolecall\nresource "aws_x" "y" {\n  a = [\n  b\n}\nvariable "x" {\n  default = [\n}\nlocals { a = "\n}\n${role('name = "A"')}`
  const document = openRoles(text, 'main.tf')
  expect(document.problems()).toEqual([])
  expect(document.roles.map((site) => site.role.key)).toEqual(['a'])
})

test.each(['resource "aws_x" "y" {\n  a = [\n', '', '<<<<<<< ours\n'])('%j is not about roles', (text) => {
  expect(open(text, 'main.tf')).toBeNull()
})

describe('half-typed text', () => {
  const rest = `  description = "D"\n}\n\n${role('name = "Other"\n  permissions = ["a.b"]', 'other')}`
  const typed = [
    ...[
      'name = "Open',
      'permissions = ["a.b',
      'permissions = ["a.b", "',
      'permissions = [\n    "a.b",\n    "c',
      'permissions = [',
      'permissions = {',
    ],
    ...[
      'permissions = concat(["a.b"], ',
      'permissions = {\n    org_scope = ["x',
      'perm',
      'perm =',
      'permissions {',
      'permissions = [for x in',
      'name = "${',
      'name = "${var.',
    ],
    ...[
      'name = local.',
      'name = f(',
      'name = x ?',
      'description = <<EOT',
      'description = <<',
      '/*',
      '"',
      '"permissions',
      '= [',
      '}}',
      '])',
      'name = "a" +',
      'lifecycle {',
      '@',
      'name = [{ a = (',
    ],
  ]

  test.each(typed)('%j costs what is left of its own block at most', (text) => {
    const document = openRoles(
      `resource "rolecall_astro_role" "broken" {\n  scope_type = "DEPLOYMENT"\n  ${text}\n${rest}`,
      'main.tf',
    )
    const [broken, other] = document.roles
    expect(broken?.role.key).toBe('broken')
    expect(broken?.partial).toBe(true)
    expect(broken?.role.attributes['scope_type']).toBe('DEPLOYMENT')
    expect([other?.role, other?.partial]).toEqual([
      { type: 'astro_role', key: 'other', attributes: { name: 'Other', permissions: ['a.b'] } },
      false,
    ])
  })

  test.each(typed.filter((text) => !['}}', '])', 'description = <<'].includes(text)))(
    'the line below %j is read',
    (text) => {
      const document = openRoles(`resource "rolecall_astro_role" "broken" {\n  ${text}\n${rest}`, 'main.tf')
      expect(document.roles[0]?.role.attributes['description']).toBe('D')
    },
  )

  test('a permission being typed is a permission site', () => {
    const text = 'resource "rolecall_astro_role" "a" {\n  permissions = ["deployment.get", "dep\n  name = "A"\n}\n'
    const document = openRoles(text, 'main.tf')
    const [site] = document.roles
    if (!site) throw new Error('no role')
    expect(
      permissionSites(document, site).map(({ value, content }) => [value, text.slice(content.start, content.end)]),
    ).toEqual([
      ['deployment.get', 'deployment.get'],
      ['dep', 'dep'],
    ])
    expect(locate(document, site, ['name']).node).toMatchObject({ text: 'A' })
  })
})

test.each(['override.tf', 'w/main_override.tf', 'override.tofu'])('%s adds to the roles of other files', (file) => {
  const more = role('name = "A"\n  permissions = ["deployment.gte"]')
  const document = openRoles(more, file)
  expect(check(document).map(({ code }) => code)).toEqual(['RC001'])
  expect(document.roles.flatMap(({ claims }) => claims)).toEqual([])
  expect(openRoles(more, 'w/myoverride.tf').roles.flatMap(({ claims }) => claims)).not.toEqual([])
})

test('an alias of the provider keeps names apart, and so does a directory', () => {
  const named = (key: string, more = '') =>
    role(`name = "A"\n  scope_type = "DEPLOYMENT"\n  permissions = ["deployment.get"]\n  ${more}`, key)
  const said = (text: string) => check(openRoles(text, 'main.tf')).map(({ code }) => code)
  expect(said(named('a') + named('b'))).toEqual(['RC012', 'RC012'])
  expect(said(named('a') + named('b', 'provider = rolecall.west'))).toEqual([])
  expect(said(named('a') + named('a', 'provider = rolecall.west'))).toEqual(['RC012', 'RC012'])
})

describe('a provider that OpenTofu takes by an index', () => {
  const roleWith = (key: string, provider: string, forEach = '') =>
    role(
      `name = "A"\n  scope_type = "DEPLOYMENT"\n  permissions = ["deployment.get"]\n  provider = ${provider}\n  ${forEach}`,
      key,
    )
  const said = (text: string) => check(openRoles(text, 'main.tf')).map(({ code }) => code)

  test('keeps the names of all its instances apart', () => {
    const forEach = 'for_each = { one = 1, two = 2 }'
    expect(said(roleWith('a', 'rolecall.by_place[each.key]', forEach))).toEqual([])
    expect(
      said(roleWith('a', 'rolecall.by_place[var.place]') + roleWith('b', 'rolecall.by_place["one"]')),
    ).not.toContain('RC012')
  })

  test('is known where the index is', () => {
    expect(said(roleWith('a', 'rolecall.by_place["one"]') + roleWith('b', 'rolecall.by_place["one"]'))).toContain(
      'RC012',
    )
    expect(said(roleWith('a', 'rolecall.by_place["one"]') + roleWith('b', 'rolecall.by_place["two"]'))).not.toContain(
      'RC012',
    )
  })

  test('in JSON too', () => {
    const json = (provider: string) => {
      const one = { name: 'A', scope_type: 'DEPLOYMENT', permissions: ['deployment.get'], provider }
      const text = JSON.stringify({ resource: { rolecall_astro_role: { a: one, b: one } } })
      return check(openRoles(text, 'main.tf.json')).map(({ code }) => code)
    }
    expect(json('rolecall.by_place[each.key]')).toEqual([])
    expect(json('rolecall.by_place["one"]')).toEqual(['RC012', 'RC012'])
  })
})

describe('what a resource takes beside the role', () => {
  test.each(resourceOptions)('%s is no attribute of it, and hides nothing where it is not understood', (option) => {
    const document = openRoles(role(`name = "A"\n  ${option} = var.late`), 'main.tf')
    expect(document.roles[0]?.role.attributes).toEqual({ name: 'A' })
    expect(document.roles[0]?.partial).toBe(false)
    expect(document.problems()).toEqual([])
  })
})
