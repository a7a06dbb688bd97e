/** Which version a checkout is, asked in real repositories: each is as long as it takes. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeEach, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'rolecall-version-'))

let repository = ''

const git = (...args: readonly string[]): void => {
  const who = ['-c', 'user.name=x', '-c', 'user.email=x@example.com', '-c', 'init.defaultBranch=main']
  execFileSync('git', [...who, ...args], { cwd: repository, stdio: 'ignore' })
}

const commit = (): void => git('commit', '--allow-empty', '--no-gpg-sign', '-m', 'one more')

const versionIn = (directory: string, named?: string): string => {
  const env = { ...process.env, ROLECALL_VERSION: named }
  const { stdout, stderr } = spawnSync('node', ['.ci/version.mjs'], { cwd: directory, env, encoding: 'utf8' })
  return (stdout + stderr).trim()
}

/** Two commits of version 0.1. */
beforeEach(() => {
  repository = mkdtempSync(join(work, 'repository-'))
  mkdirSync(join(repository, '.ci'))
  for (const file of ['.gitattributes', '.ci/version.mjs', '.ci/archive.txt'])
    cpSync(join(root, file), join(repository, file))
  writeFileSync(join(repository, 'package.json'), '{ "version": "0.1.0" }')
  git('init')
  git('add', '.')
  commit()
  commit()
})

afterAll(() => rmSync(work, { recursive: true }))

/** Unpacked below the repository: what is around it does not count. */
const archive = (): string => {
  const directory = mkdtempSync(join(repository, 'archive-'))
  git('archive', '--output=a.tar', 'HEAD')
  execFileSync('tar', ['xf', '../a.tar'], { cwd: directory })
  return directory
}

test('commits count since the first', () => {
  expect(versionIn(repository)).toBe('0.1.2')
})

test('commits count since the tag of MAJOR.MINOR.0, and not since that of another', () => {
  git('tag', 'v0.1.0')
  expect(versionIn(repository)).toBe('0.1.0')
  commit()
  git('tag', 'v0.0.0')
  expect(versionIn(repository)).toBe('0.1.1')
})

test('a tag that is not behind the commit does not count', () => {
  git('checkout', '-b', 'other')
  commit()
  git('tag', 'v0.1.0')
  git('checkout', 'main')
  expect(versionIn(repository)).toBe('0.1.2')
})

test('a merge is one step, whatever it brings', () => {
  git('checkout', '-b', 'other')
  commit()
  commit()
  git('checkout', 'main')
  commit()
  git('merge', '--no-ff', '-m', 'merge', 'other')
  expect(versionIn(repository)).toBe('0.1.4')
})

test('of a shallow clone there is none, and it is said what to do', () => {
  git('clone', '--depth', '1', `file://${repository}`, 'shallow')
  expect(versionIn(join(repository, 'shallow'))).toMatch(/the clone is shallow: .*`fetch-depth: 0`/)
})

test('an archive says which tag it is of, and of another commit there is no version', () => {
  expect(versionIn(archive())).toMatch(/there is no history .* of no tagged commit/)
  git('tag', 'v0.1.2')
  expect(versionIn(archive())).toBe('0.1.2')
  commit()
  expect(versionIn(archive())).toMatch(/there is no history .* of no tagged commit/)
})

test('ROLECALL_VERSION overrules it, and is a version', () => {
  expect(versionIn(repository, '3.2.1')).toBe('3.2.1')
  expect(versionIn(archive(), '3.2.1')).toBe('3.2.1')
  expect(versionIn(repository, 'v3')).toBe('there is no version, since ROLECALL_VERSION is "v3", and not like 1.2.3')
})
