import { describe, expect, test } from 'vitest'
import { problemsOf, read } from './read.js'

const role = (text: string): string => `astro_role:\n  a:\n    name: A\n    permissions: ${text}\n  b:\n    name: B\n`
const list = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('')

/** Each ends in a problem that says what is wrong, and leaves the role below it alone. */
const costly: Readonly<Record<string, readonly [string, RegExp]>> = {
  'nested brackets': [role('['.repeat(200_000)), /inside each other/],
  'nested braces': [role('{a: '.repeat(50_000)), /inside each other/],
  'nested dashes': [role(`\n      ${'- '.repeat(100_000)}`), /inside each other/],
  'explicit keys': [role(`\n      ${'? '.repeat(100_000)}`), /inside each other/],
  'nested keys': [role(`\n${list(1500, (index) => `${' '.repeat(6 + index)}k:\n`)}`), /inside each other/],
  'open quotes': [role(`\n${'      - "a.b\n'.repeat(5000)}`), /closing quote/],
  'open lists': [role(`\n${'      - [a.b\n'.repeat(3000)}`), /inside each other/],
  tabs: [role(`\n${'\t- a.b\n'.repeat(5000)}`), /tabs/],
  tags: [role('!a '.repeat(5000)), /one tag/],
}

describe('YAML that costs', () => {
  test.each(Object.entries(costly))('%s', (_, [text, message]) => {
    const document = read(text)
    expect(problemsOf(document).some(([code, , said]) => code === 'RC013' && message.test(said))).toBe(true)
    expect(document.roles.map(({ role: { key } }) => key)).toContain('b')
  })

  test('20 000 aliases are too many to follow', () => {
    const document = read(`x: &x a.b\n${role(`\n${'      - *x\n'.repeat(20_000)}`)}`)
    expect(problemsOf(document)).toContainEqual(['RC013', expect.anything(), expect.stringContaining('10000 aliases')])
    expect(document.roles.map(({ partial }) => partial)).toEqual([true, false])
  })

  test('with too many aliases an edit beside them is read as the whole is', () => {
    const text = `x: &x a.b\n${role(`\n${'      - *x\n'.repeat(20_000)}`)}  c:\n    name: C\n`
    const edited = text.replace('name: C', 'name: D')
    expect(problemsOf(read(edited, 'a.roles.yaml', read(text)))).toEqual(problemsOf(read(edited)))
  })

  test('lists of aliases of lists bring no more than the limit', () => {
    const levels = list(30, (index) => `x-${index + 1}: &x${index + 1} [${`*x${index}, `.repeat(9)}*x${index}]\n`)
    const document = read(`x-0: &x0 [a.b]\n${levels}${role('*x30')}`)
    expect(problemsOf(document)).toContainEqual(['RC013', 'a', expect.stringContaining('250000 values')])
    expect(document.roles.map(({ partial }) => partial)).toEqual([true, false])
  })

  test('merges of merges bring no more than the limit', () => {
    const levels = list(
      40,
      (index) =>
        `x-${index + 1}: &x${index + 1} { <<: [*x${index}, *y${index}], a${index}: 1 }\nx-b${index + 1}: &y${index + 1} { <<: [*y${index}, *x${index}], b${index}: 1 }\n`,
    )
    const document = read(
      `x-0: &x0 { name: X }\nx-00: &y0 { name: Y }\n${levels}astro_role:\n  a:\n    <<: *x40\n  b:\n    name: B\n`,
    )
    expect(document.roles.map(({ role: { attributes } }) => attributes['name'])).toEqual(['X', 'B'])
  })

  test('an alias chain is followed to its limit', () => {
    const chain = list(5000, (index) => `x-${index + 1}: &x${index + 1} [*x${index}]\n`)
    const document = read(`x-0: &x0 [a.b]\n${chain}${role('*x5000')}`)
    expect(document.roles.map(({ partial }) => partial)).toEqual([true, false])
  })

  test.each(['', '"', "'"])('a value of 2 MB in %s quotes', (quote) => {
    const long = 'x'.repeat(2_000_000)
    const document = read(role(`[${quote}${long}${quote}]`))
    expect(document.problems()).toEqual([])
    expect(document.roles[0]?.role.attributes['permissions']).toEqual([long])
  })

  test('more than 5 MB are not read', () => {
    const document = read(`# ${'x'.repeat(5_000_000)}\n${role('[a.b]')}`)
    expect(problemsOf(document)).toEqual([['RC013', expect.anything(), expect.stringContaining('5 MB')]])
    expect(document.roles).toEqual([])
  })
})

describe('JSON that costs', () => {
  test.each(['[', '{"a":', '[{"a":'])('200 000 nested %s', (bracket) => {
    expect(problemsOf(read(bracket.repeat(200_000), 'a.roles.json'))).toEqual([
      ['RC013', expect.anything(), expect.stringContaining('inside each other')],
    ])
  })

  test('one line full of errors', () => {
    expect(problemsOf(read('] '.repeat(100_000), 'a.roles.json'))).toHaveLength(1)
  })
})
