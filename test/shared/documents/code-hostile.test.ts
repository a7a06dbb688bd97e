import { describe, expect, test } from 'vitest'
import { open } from './code.js'

const role = (text: string): string =>
  `resource "rolecall_astro_role" "a" {\n  name = "A"\n  permissions = ${text}\n}\nresource "rolecall_astro_role" "b" {\n  name = "B"\n}\n`

const list = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('')

const keysOf = (text: string, file: string): readonly (string | null)[] =>
  open(text, file)?.roles.map((site) => site.role.key) ?? []

/** Each leaves the role below it alone. */
const costly: Readonly<Record<string, string>> = {
  'nested lists': role('['.repeat(200_000)),
  'nested maps': role('{ a = '.repeat(100_000)),
  'nested parentheses': role('('.repeat(200_000)),
  'nested keys': role('{ f('.repeat(50_000)),
  'nested maps without keys': role('{ '.repeat(100_000)),
  'broken headers': `${role('[]')}${'resource "rolecall_astro_role" "x\n'.repeat(20_000)}${role('[]').slice(role('[]').indexOf('}') + 2)}`,
  'nested calls': role('f('.repeat(100_000)),
  'nested blocks': role(`[]\n${'  b {\n'.repeat(50_000)}`),
  'nested for expressions': role('[for a in '.repeat(50_000)),
  signs: role('!-'.repeat(100_000)),
  conditions: role('a ? b : '.repeat(50_000)),
  'half conditions': role('a ? '.repeat(50_000)),
  'a sum': role('1 + '.repeat(100_000)),
  'a path': role(`a${'.b'.repeat(100_000)}`),
  indexes: role(`a${'[b]'.repeat(50_000)}`),
  'open indexes': role(`a${'[b'.repeat(50_000)}`),
  'nested templates': role('"${'.repeat(100_000)),
  'closed nested templates': role(`${'"${'.repeat(200)}x${'}"'.repeat(200)}`),
  'open templates in lines': role(`[\n${'  "${ x\n'.repeat(50_000)}`),
  'open quotes': role(`[\n${'    "a.b\n'.repeat(20_000)}`),
  'open heredocs': role(`[]\n${list(20_000, (index) => `  a${index} = <<E${index}\n`)}`),
  'open comments': role(`[]\n${'  /* x\n'.repeat(50_000)}`),
  commas: role(`[${','.repeat(100_000)}]`),
  'equals signs': role('= '.repeat(100_000)),
  'closing brackets': role(']) '.repeat(50_000)),
  'blank lines': role(`[${'\n'.repeat(200_000)}`),
  attributes: role(`[]\n${'  a = 1\n'.repeat(50_000)}`),
  'a long string': role(`["${'x'.repeat(2_000_000)}"]`),
  'a long open string': role(`["${'x'.repeat(2_000_000)}`),
  'a long name': role('x'.repeat(2_000_000)),
  labels: `${role('[]')}resource ${'"x" '.repeat(100_000)}\nresource "rolecall_astro_role" "b" {\n}\n`,
  ignores: role(`[]\n${'  x = "# rolecall-ignore RC001"\n'.repeat(5000)}`),
}

describe('Terraform configuration that costs', () => {
  test.each(Object.entries(costly))('%s', (_, text) => {
    const keys = keysOf(text, 'main.tf')
    expect(keys[0]).toBe('a')
    expect(keys.at(-1)).toBe('b')
  })

  test.each<readonly [string, string]>([
    ['lists of lists', list(40, (index) => `  x${index + 1} = [${`local.x${index}, `.repeat(10)}]\n`)],
    ['sums of lists', list(40, (index) => `  x${index + 1} = concat(${`local.x${index}, `.repeat(10)}[])\n`)],
    ['maps of maps', list(40, (index) => `  x${index + 1} = { a = local.x${index}, b = local.x${index} }\n`)],
    ['a chain', list(5000, (index) => `  x${index + 1} = local.x${index}\n`)],
    ['a chain the other way', list(5000, (index) => `  x${4999 - index} = [local.x${4998 - index}]\n`)],
    ['deep values', list(100, (index) => `  x${index + 1} = ${'['.repeat(90)}local.x${index}${']'.repeat(90)}\n`)],
    ['a circle', '  x1 = [local.x2]\n  x2 = [local.x1]\n'],
  ])('%s behind names stand for no more than the limit', (_, text) => {
    const last = /x(\d+) = [^\n]*\n$/.exec(text)?.[1] ?? ''
    const document = open(`locals {\n  x0 = ["a.b"]\n${text}}\n${role(`local.x${last}`)}`, 'main.tf')
    expect(document?.roles.map((site) => site.role.key)).toEqual(['a', 'b'])
  })

  test('many roles of one block', () => {
    const elements = list(20_000, (index) => `    k${index} = "a.b"\n`)
    const text = role('[each.value]').replace('name = "A"', `for_each = {\n${elements}}`)
    expect(keysOf(text, 'main.tf')).toEqual(['a', 'b'])
  })

  test('more than 5 MB are not read', () => {
    const document = open(`# ${'x'.repeat(5_000_000)}\n${role('[]')}`, 'main.tf')
    expect(document?.problems().map(({ code, message }) => [code, message])).toEqual([
      ['RC013', expect.stringContaining('5 MB')],
    ])
  })
})

describe('TypeScript that costs', () => {
  const code = (rest: string): string =>
    `import { AstroRole } from '@rolecall/provider/cdktf'\nnew AstroRole(this, 'a', { name: 'A' })\n${rest}`

  test.each<readonly [string, string]>([
    ['nested lists', '['.repeat(200_000)],
    ['signs', `x = ${'!'.repeat(200_000)}1`],
    ['conditions', `x = ${'a ? b : '.repeat(50_000)}c`],
    ['nested templates', '`${'.repeat(50_000)],
    ['nested functions', `x = ${'a => '.repeat(50_000)}1`],
  ])('%s are a problem of the file', (_, text) => {
    const document = open(code(text), 'main.ts')
    expect(document?.problems().map(({ code: name }) => name)).toEqual(['RC013'])
  })

  test.each<readonly [string, string]>([
    ['a sum', `x = ${'1 + '.repeat(20_000)}1`],
    ['a path', `x = a${'.b'.repeat(20_000)}`],
    ['a long string', `x = '${'x'.repeat(2_000_000)}'`],
    ['lists of lists', list(40, (index) => `const x${index + 1} = [${`...x${index}, `.repeat(10)}]\n`)],
    ['a chain', list(5000, (index) => `const x${index + 1} = x${index}\n`)],
  ])('%s', (_, text) => {
    const names = /x(\d+) =[^\n]*\n$/.exec(text)?.[1] ?? '0'
    const document = open(
      code(`const x0 = ['a.b']\n${text}\nnew AstroRole(this, 'b', { permissions: x${names} })\n`),
      'main.ts',
    )
    expect(document?.roles.map((site) => site.role.key)).toEqual(['a', 'b'])
  })
})
