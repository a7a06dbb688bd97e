import { risks } from '@rolecall/shared/model/risk.js'
import { defaultConfig, readConfig } from '@rolecall/shared/workspace/config.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const problemsOf = (text: string): readonly string[] =>
  readConfig(text).problems.map(({ code, message, suggestions, range: { start } }) => {
    const fixes = suggestions.length > 0 ? ` [${suggestions.join(', ')}]` : ''
    return `${start.line}:${start.character} ${code} ${message}${fixes}`
  })

test('everything that can be said', () => {
  const text = `# yaml-language-server: $schema=x
$schema: https://example.com/config.json
version: 1
severity: { RC001: error, RC014: off }
max_blast_radius: high
ignore: ["legacy/**", generated]
catalogs:
  - own.json
modules: [envs/prod]
`
  expect(readConfig(text)).toEqual({
    config: {
      severity: { RC001: 'error', RC014: 'off' },
      maxBlastRadius: 'high',
      ignore: ['legacy/**', 'generated'],
      catalogs: ['own.json'],
      modules: ['envs/prod'],
    },
    problems: [],
  })
})

test.each(['', '# nothing\n', 'version: 1', 'ignore:\nseverity: null\nmax_blast_radius: ~\n', '{}'])(
  '%j says nothing',
  (text) => {
    expect(readConfig(text)).toEqual({ config: defaultConfig, problems: [] })
  },
)

test('anchors may stand in keys for others', () => {
  expect(readConfig('x-own: &own [a]\nignore: *own\n')).toMatchObject({ config: { ignore: ['a'] }, problems: [] })
})

describe('what is wrong is reported at its place and left out', () => {
  test.each([
    ['version: 2', ['0:9 RC008 The version of the configuration format is 1. [1]']],
    [
      'maxBlastRadius: high',
      [
        '0:0 RC008 There is no setting `maxBlastRadius`. Known are `version`, `severity`, `max_blast_radius`, `ignore`, `catalogs`, `modules`. [max_blast_radius]',
      ],
    ],
    ['max_blast_radius: hihg', ['0:18 RC008 `max_blast_radius` is one of `low`, `medium`, `high`, `admin`. [high]']],
    ['max_blast_radius: [high]', ['0:0 RC008 `max_blast_radius` is one of `low`, `medium`, `high`, `admin`.']],
    ['severity: error', ['0:10 RC008 `severity` is a map from problem codes to severities, such as `RC001: warning`.']],
    [
      'severity:\n  RC01: error\n',
      ['1:2 RC008 `RC01` is no problem code. They are RC001 to RC014. [RC001, RC010, RC011]'],
    ],
    [
      'severity:\n  RC001: warn\n',
      ['1:9 RC008 `RC001` is one of `error`, `warning`, `info`, `hint`, `off`. [warning]'],
    ],
    ['ignore: legacy/**', ['0:8 RC008 `ignore` is a list of globs, such as `legacy/**`.']],
    ...['roles/*', '../roles', '/w/roles', 'C:\\\\roles'].map((path): [string, string[]] => [
      `modules: [roles, ./dev.roles/, "${path}"]`,
      ['0:31 RC008 `modules` is a list of directories below that of `.rolecall`, without wildcards; this is none.'],
    ]),
    ['ignore: [a, {b: c}]', ['0:0 RC008 `ignore` is a list of globs, such as `legacy/**`; this is none.']],
    [
      '- a',
      [
        '0:0 RC008 The configuration is a map. Known are `version`, `severity`, `max_blast_radius`, `ignore`, `catalogs`, `modules`.',
      ],
    ],
  ])('%j', (text, expected) => {
    expect(problemsOf(text)).toEqual(expected)
    expect(readConfig(text).config).toMatchObject({ severity: {}, maxBlastRadius: null, catalogs: [] })
  })

  test('the rest holds', () => {
    expect(
      readConfig('severity: { RC001: warn, RC002: off }\nignore: [a, [b]]\nmax_blast_radius: low\n').config,
    ).toEqual({
      severity: { RC002: 'off' },
      maxBlastRadius: 'low',
      modules: [],
      ignore: ['a'],
      catalogs: [],
    })
  })
})

describe('what cannot be read', () => {
  test.each([
    ['a: b: c', '0:3 RC013'],
    ['version: 1\nversion: 1\n', '1:0 RC013'],
    ['ignore: [*.tf]', '0:9 RC013'],
    ['ignore:\n  - *legacy\n', '1:4 RC013'],
    ['&a [*a]', '0:4 RC013'],
    ['ignore: [a', '0:'],
  ])('%j', (text, start) => {
    const [first, ...others] = problemsOf(text)
    expect(first?.startsWith(start)).toBe(true)
    expect(others.filter((other) => other.startsWith(start))).toEqual([])
  })
})

test('nothing makes it throw', () => {
  for (const text of [
    '['.repeat(50_000),
    '{a: '.repeat(50_000),
    '- '.repeat(50_000),
    '"',
    '%',
    '\u0000',
    '--- \n---\n',
  ])
    readConfig(text)
  const words = fc.constantFrom(
    'severity',
    'RC001',
    ': ',
    '\n',
    '  ',
    '- ',
    '[',
    ']',
    '{',
    '}',
    'off',
    '*a',
    '&a ',
    '"',
    '#',
    'ignore',
    'null',
    '!!x ',
    '<<',
  )
  fc.assert(
    fc.property(
      fc.array(words, { maxLength: 20 }).map((parts) => parts.join('')),
      (text) => {
        const { config } = readConfig(text)
        expect(config.maxBlastRadius === null || risks.includes(config.maxBlastRadius)).toBe(true)
        expect(config.ignore.every((glob) => typeof glob === 'string')).toBe(true)
      },
    ),
    { numRuns: 500 },
  )
})
