import { callModules } from '@rolecall/shared/workspace/calls.js'
import { namedBy, resolvePath, uniformPath } from '@rolecall/shared/workspace/named-files.js'
import { describe, expect, test } from 'vitest'

const names = (path: string, file: string, directory = '/w'): boolean => namedBy(directory, path).names(file)

describe('a path names', () => {
  test.each([
    ['roles/a.roles.yaml', '/w/roles/a.roles.yaml'],
    ['./roles//a.roles.yaml', '/w/roles/a.roles.yaml'],
    ['../roles/*.roles.yaml', '/roles/a.roles.yaml'],
    ['*.roles.yaml', '/w/a.roles.yaml'],
    ['roles/*', '/w/roles/a.roles.jsonc'],
    ['roles/**/*.roles.yaml', '/w/roles/a.roles.yaml'],
    ['roles/**/*.roles.yaml', '/w/roles/b/c/a.roles.yaml'],
    ['**', '/w/roles/a.roles.yaml'],
    ['roles/?.roles.{yaml,json}', '/w/roles/a.roles.json'],
    ['{dev,prod/{eu,us}}/a.roles.yaml', '/w/prod/us/a.roles.yaml'],
    ['roles/[ab].roles.yaml', '/w/roles/a.roles.yaml'],
    ['roles/[ab].roles.yaml', '/w/roles/[ab].roles.yaml'],
    ['.hidden/*.roles.yaml', '/w/.hidden/a.roles.yaml'],
    ['*/.hidden/*.roles.yaml', '/w/x/.hidden/a.roles.yaml'],
    ['node_modules/ours/*.roles.yaml', '/w/node_modules/ours/a.roles.yaml'],
    ['/other/*.roles.yaml', '/other/a.roles.yaml'],
  ])('%s: %s', (path, file) => expect(names(path, file)).toBe(true))
})

describe('a path does not name', () => {
  test.each([
    ['roles/a.roles.yaml', '/w/roles/A.roles.yaml'],
    ['roles/*.roles.yaml', '/w/roles/b/a.roles.yaml'],
    ['roles/*.roles.yaml', '/other/roles/a.roles.yaml'],
    ['roles/*', '/w/roles/a.yaml'],
    ['**', '/w/.hidden/a.roles.yaml'],
    ['**/*.roles.yaml', '/w/node_modules/x/a.roles.yaml'],
    ['*.roles.yaml', '/w/.a.roles.yaml'],
    ['roles', '/w/roles/a.roles.yaml'],
    ['', '/w/a.roles.yaml'],
    ['roles/[a', '/w/roles/a.roles.yaml'],
  ])('%s: %s', (path, file) => expect(names(path, file)).toBe(false))
})

test('a directory whose name could be a glob is that directory', () => {
  expect(names('*.roles.yaml', '/w/[x]/a.roles.yaml', '/w/[x]')).toBe(true)
  expect(names('*.roles.yaml', '/w/x/a.roles.yaml', '/w/[x]')).toBe(false)
})

test('paths of Windows, as the system and as a URI writes them', () => {
  expect([uniformPath('c:\\w\\roles'), uniformPath('/c:/w/roles'), uniformPath('/w')]).toEqual([
    'c:/w/roles',
    'c:/w/roles',
    '/w',
  ])
  expect(resolvePath('c:/w', '..\\roles')).toBe('c:/roles')
  expect(names('roles\\*.roles.yaml', 'c:/w/roles/a.roles.yaml', 'c:/w')).toBe(true)
})

test('where to look, and how deep', () => {
  expect(namedBy('/w', 'roles/{dev,prod}/*/*.roles.yaml').roots).toMatchObject([
    { directory: '/w/roles/dev/', depth: 2 },
    { directory: '/w/roles/prod/', depth: 2 },
  ])
  expect(namedBy('/w', '**/*.roles.yaml').roots).toMatchObject([{ directory: '/w/', depth: null }])
  expect(namedBy('/', 'a.roles.yaml').roots).toMatchObject([{ directory: '/', depth: 1 }])
})

test('what stands for too much is no path', () => {
  const started = performance.now()
  for (const text of ['{'.repeat(10_000), '{a,b}'.repeat(200), `${'*'.repeat(900)}x`])
    names(text, `/w/${'a'.repeat(900)}.roles.yaml`)
  expect(performance.now() - started).toBeLessThan(2000)
})

describe('calls', () => {
  const modulesOf = (directory: string | null, project: string | null) =>
    callModules([{ paths: ['x', 'dev/*.roles.yaml', 'prod/*.roles.yaml'], directory }], '/w/src/main.ts', project)
  test.each<readonly [string | null, string | null, string]>([
    [null, '/w', '/w/prod/a.roles.yaml'],
    ['roles', '/w', '/w/roles/prod/a.roles.yaml'],
    ['/else', '/w', '/else/prod/a.roles.yaml'],
    ['/else', null, '/else/prod/a.roles.yaml'],
  ])('from %s in %s: %s', (directory, project, file) => {
    expect(modulesOf(directory, project).map((module) => module.names(file))).toEqual([true])
  })
  test('name nothing where it is not known where they start', () => {
    expect([modulesOf(null, null), modulesOf('roles', null)]).toEqual([[], []])
  })
})
