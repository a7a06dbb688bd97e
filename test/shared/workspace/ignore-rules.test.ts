import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createIgnoreRules, readIgnoreFile } from '../../../shared/workspace/ignore-rules.js'

let repository: string

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'rolecall-git-'))
  execFileSync('git', ['init', '--quiet', repository])
})

afterAll(() => rmSync(repository, { recursive: true }))

/** Of these paths those that git leaves out. */
const leftOutByGit = (text: string, paths: readonly string[]): readonly string[] => {
  writeFileSync(join(repository, '.gitignore'), text)
  const { stdout, status, stderr } = spawnSync(
    'git',
    ['-c', 'core.ignorecase=true', 'check-ignore', '--no-index', '--stdin', '-z'],
    {
      cwd: repository,
      input: paths.join('\0'),
      encoding: 'utf8',
    },
  )
  expect(status, stderr).toBeLessThan(2)
  return stdout.split('\0').filter((path) => path !== '')
}

const leftOut = (text: string, paths: readonly string[]): readonly string[] => {
  const rules = readIgnoreFile(text)
  return paths.filter((path) => rules.verdict(path) === 'ignored')
}

const paths = [
  'a',
  'b',
  'ab',
  'A',
  'a.b',
  'a b',
  ' ',
  '#a',
  '!a',
  'a]',
  '*',
  'a/b',
  'b/a',
  'a/a',
  'a/b/a',
  'a/a/b',
  'b/ab/a',
  'a/b/a/b',
  'ab/a b/b',
]

test.each([
  'a',
  '/a',
  'a/',
  '*',
  '**',
  '***',
  '/*',
  '/**',
  '**/',
  'a/*',
  'a/**',
  'a/**/b',
  '**/a',
  '**/a/b',
  'a**b',
  '**b/a',
  'a/**/',
  '?',
  '[ab]',
  '[!a]',
  '[^a]',
  '[a-b]b',
  '[]a]',
  '[]',
  '[',
  'a[',
  '[a',
  '[a-]',
  '[\\a]',
  '\\a',
  '\\*',
  '\\#a',
  '#a',
  '\\!a',
  'a\\ b',
  'a\\',
  '\\ ',
  'a  ',
  'a \r\nb',
  '\uFEFFa',
  '*\n!a',
  '*\n!a/\n!a/b',
  'a\n!a/b',
  '/a/*\n!/a/b',
  '/',
  '//',
  '!',
  'a//b',
  'a\\/a',
  'a\\/',
  '*.b',
  '*a*',
  '?*',
  'A',
  'a/B',
])('%j leaves out what it does for git', (text) => {
  expect(leftOut(text, paths)).toEqual(leftOutByGit(text, paths))
})

test('any patterns leave out what they do for git', () => {
  const pattern = fc
    .string({
      unit: fc.constantFrom('a', 'b', '*', '**', '**/', '/', '?', '!', '[a]', '[!b]', ' ', '\\'),
      maxLength: 6,
    })
    // Git sets aside what stands before the first wildcard, and so takes `a**` for `a` and any directories. Its manual says otherwise, and nothing of `**` with an escaped slash.
    .filter((text) => !/[^/]\*\*|\*\*\\/.test(text))
  fc.assert(
    fc.property(fc.array(pattern, { minLength: 1, maxLength: 3 }), (lines) => {
      const text = lines.join('\n')
      expect(leftOut(text, paths)).toEqual(leftOutByGit(text, paths))
    }),
    { numRuns: 200 },
  )
})

/** With a matcher that tries everything, the first of these takes longer than the world will last. */
test.each([
  ['stars', '*a'.repeat(60), 'a'.repeat(250)],
  ['stars and any', '*?'.repeat(60), 'a'.repeat(250)],
  ['classes', '*[!b]'.repeat(60), 'a'.repeat(250)],
  ['directories', '**/a/'.repeat(60), `${'a/'.repeat(2000)}c`],
  ['directories with stars', '**/*a*/'.repeat(60), `${'aaa/'.repeat(1000)}c`],
  ['brackets', '['.repeat(100_000), 'a'],
  ['backslashes', '\\'.repeat(100_001), 'a'],
  ['spaces', `a${' '.repeat(100_000)}b`, 'a'],
])('%s: the time grows with the pattern', (_, pattern, path) => {
  expect(createIgnoreRules([`${pattern}x`]).verdict(path)).toBeNull()
})
