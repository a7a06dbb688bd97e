import { beginIn, enter, isDirectoryWalked, isFileWalked, withIgnoreFile } from '@rolecall/shared/workspace/walk.js'
import { expect, test } from 'vitest'

test.each([
  ['roles', true],
  ['dist', true],
  ['.hidden', false],
  ['.git', false],
  ['node_modules', false],
  ['cdktf.out', false],
])('a directory %s is walked: %s', (name, is) => {
  expect(isDirectoryWalked([], name)).toBe(is)
})

test('the innermost .gitignore counts, seen from its own directory', () => {
  const root = withIgnoreFile([], 'tmp/\n/a/own.roles.yaml\n*.gen.ts\n')
  const inner = withIgnoreFile(enter(root, 'a'), '!kept.gen.ts\n')
  expect(isDirectoryWalked(root, 'tmp')).toBe(false)
  expect(isDirectoryWalked(inner, 'tmp')).toBe(false)
  expect(isFileWalked(root, 'own.roles.yaml')).toBe(true)
  expect(isFileWalked(inner, 'own.roles.yaml')).toBe(false)
  expect([isFileWalked(inner, 'x.gen.ts'), isFileWalked(inner, 'kept.gen.ts')]).toEqual([false, true])
})

test('a hidden file is a file', () => {
  expect(isFileWalked([], '.roles.yaml')).toBe(true)
})

test('a directory that is asked for is walked though it is ignored', () => {
  const root = withIgnoreFile([], 'generated/\n*.gen.ts\n')
  expect(isFileWalked(beginIn(root, 'generated'), 'a.tf')).toBe(true)
  expect(isFileWalked(beginIn(root, 'src'), 'a.gen.ts')).toBe(false)
})
