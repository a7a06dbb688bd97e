/** What lint says in the formats of other programs. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from 'sarif'
import { describe, expect, test } from 'vitest'
import { directoryWith, run } from './command.js'

const viewer = (name: string, ...permissions: readonly string[]): string =>
  `version: 1
astro_role:
  viewer:
    name: ${name}
    scope_type: DEPLOYMENT
    permissions: [${permissions.join(', ')}]
`

const clean = viewer('Viewer', 'deployment.get')
const misspelt = viewer('Viewer', 'deployment.gte')
/** A warning twice, a warning and an error, in this order. */
const wrong = viewer('Viewer', 'deployment.gte', 'deployment.gte', '"<&>"')

/** A repository whose roles are in a directory of it, where pipelines often work. */
const repository = (text: string): string =>
  join(directoryWith({ '.git/HEAD': '', 'infra/roles/a.roles.yaml': text }), 'infra')

const linted = (directory: string, format: string, ...more: readonly string[]): string =>
  run(directory, ['lint', '--format', format, ...more]).stdout

describe('paths', () => {
  const shown: Readonly<Record<string, string>> = {
    text: 'roles/a.roles.yaml:6:19 ',
    json: '"file":"roles/a.roles.yaml"',
    github: 'file=infra/roles/a.roles.yaml,',
    gitlab: '"path":"infra/roles/a.roles.yaml"',
    junit: 'name="infra/roles/a.roles.yaml"',
    sarif: '"uri":"infra/roles/a.roles.yaml"',
  }
  test.each(Object.entries(shown))('in %s are what its reader goes by', (format, path) => {
    const directory = repository(misspelt)
    expect(linted(directory, format)).toContain(path)
    // The same from wherever it is run, but for those that are clicked on in the terminal.
    const fromRoles = linted(join(directory, 'roles'), format)
    expect(fromRoles).toContain(['text', 'json'].includes(format) ? path.replace('roles/', '') : path)
    const fromOutside = linted('/', format, directory)
    expect(fromOutside).toContain(['text', 'json'].includes(format) ? 'roles/a.roles.yaml' : path)
  })
  test('begin at a worktree, whose .git is a file', () => {
    const root = directoryWith({ '.git': 'gitdir: /elsewhere\n', 'infra/a.roles.yaml': misspelt })
    expect(linted(join(root, 'infra'), 'github')).toContain('file=infra/a.roles.yaml,')
  })
  test('without a repository are from the working directory', () => {
    expect(linted(directoryWith({ 'a.roles.yaml': misspelt }), 'github')).toContain('file=a.roles.yaml,')
  })
  test('of a file outside of the repository are whole', () => {
    const outside = directoryWith({ 'a b.roles.yaml': misspelt })
    const directory = repository(clean)
    expect(linted(directory, 'gitlab', outside)).toContain(`"path":"${join(outside, 'a b.roles.yaml')}"`)
    const [result] = (JSON.parse(linted(directory, 'sarif', outside)) as Log).runs[0]?.results ?? []
    const artifact = result?.locations?.[0]?.physicalLocation?.artifactLocation
    expect(artifact).toEqual({ uri: `file://${outside}/a%20b.roles.yaml` })
  })
})

test('github', () => {
  expect(linted(repository(misspelt), 'github')).toMatch(
    /^::warning file=infra\/roles\/a\.roles\.yaml,line=6,endLine=6,col=19,endColumn=33,title=RC001::.*deployment\.get/,
  )
})

test('gitlab', () => {
  const issues = JSON.parse(linted(repository(wrong), 'gitlab'))
  expect(issues.map(({ check_name, severity }: Record<string, string>) => [check_name, severity])).toEqual([
    ['RC001', 'minor'],
    ['RC001', 'minor'],
    ['RC002', 'minor'],
    ['RC005', 'major'],
  ])
  expect(new Set(issues.map(({ fingerprint }: Record<string, string>) => fingerprint)).size).toBe(4)
  expect(issues[0]).toEqual({
    description: expect.stringMatching(/^RC001: `deployment\.gte` is not in/),
    check_name: 'RC001',
    fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    severity: 'minor',
    location: { path: 'infra/roles/a.roles.yaml', lines: { begin: 6, end: 6 } },
  })
  expect(linted(repository(clean), 'gitlab')).toBe('[]\n')
})

describe('junit', () => {
  const file = 'infra/roles/a.roles.yaml'
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="rolecall">\n'
  test('has a test that passes for a file with no problems', () => {
    expect(linted(repository(clean), 'junit')).toBe(
      `${head}<testsuite name="${file}" tests="1" failures="0" errors="0">\n` +
        `<testcase classname="${file}" name="no problems"/>\n</testsuite>\n</testsuites>\n`,
    )
  })
  test('has a test for each problem, which fails where lint does, and no name twice', () => {
    const directory = repository(wrong)
    const text = linted(directory, 'junit')
    expect(text).toContain('tests="4" failures="1" errors="0"')
    expect(text.match(/<failure type="RC\d+"/g)).toEqual(['<failure type="RC005"'])
    expect(text).toContain('`&lt;&amp;&gt;` is not a permission')
    expect(text).toContain(`<system-out>warning ${file}:6:19 RC001 `)
    const names = text.match(/ name="RC[^"]*"/g) ?? []
    expect(new Set(names).size).toBe(4)
    expect(linted(directory, 'junit', '--strict')).toContain('tests="4" failures="4" errors="0"')
  })
  test('holds nothing that XML cannot', () => {
    const hostile = viewer('"\\u0007\\e[31m\\uffff"', '"\\0\\ufffe]]>"')
    const text = linted(repository(hostile), 'junit')
    expect(text).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/)
    expect(text).toContain('\\u0000\ufffd]]&gt;')
  })
  test('says that there was nothing to check', () => {
    expect(linted(directoryWith({}), 'junit')).toBe(`${head.trimEnd().replace(/>$/, '/>')}\n`)
  })
})

describe('sarif', () => {
  test('places what it found', () => {
    const log: Log = JSON.parse(linted(repository(misspelt), 'sarif'))
    expect(log.version).toBe('2.1.0')
    expect(log.runs[0]?.columnKind).toBe('utf16CodeUnits')
    expect(log.runs[0]?.results).toMatchObject([
      {
        ruleId: 'RC001',
        ruleIndex: 0,
        level: 'warning',
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'infra/roles/a.roles.yaml', uriBaseId: '%SRCROOT%' },
              region: { startLine: 6, startColumn: 19, endLine: 6, endColumn: 33 },
            },
          },
        ],
        partialFingerprints: { 'rolecall/v1': expect.stringMatching(/^[0-9a-f]{32}$/) },
      },
    ])
  })
  test('explains every rule by its page', () => {
    const log: Log = JSON.parse(linted(repository(clean), 'sarif'))
    const described = log.runs[0]?.tool.driver.rules ?? []
    const pages = readdirSync(new URL('../../../provider/docs/problems', import.meta.url))
    expect(described.map(({ id }) => `${id}.md`)).toEqual(pages.filter((page) => page.startsWith('RC')).sort())
    for (const { fullDescription, help, helpUri } of described) {
      // GitHub shows no more of it.
      expect(fullDescription?.text).toMatch(/^.{20,1024}$/)
      expect(help?.markdown).toContain(fullDescription?.text)
      expect(help?.text).not.toMatch(/^#|\]\((?!https:)/)
      expect(helpUri).toMatch(/^https:.*RC0\d\d/)
    }
  })
})

test('no format lets a file speak to the terminal', () => {
  const hostile = clean.replace('deployment.get', '"\\e[31mred"')
  for (const format of ['text', 'json', 'github', 'gitlab', 'junit', 'sarif']) {
    const text = linted(repository(hostile), format)
    expect(text).toContain('red')
    expect(text).not.toContain('\u001b')
  }
})
