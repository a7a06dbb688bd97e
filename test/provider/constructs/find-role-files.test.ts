import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findRoleFiles } from '../../../provider/constructs/role-files/find-role-files.js'
import { createWorkspace } from './workspace.js'

const files = [
  'a.roles.yaml',
  '[a].roles.yaml',
  'dev/b.roles.json',
  'dev/eu/c.roles.yml',
  'prod/d.roles.yaml',
  'prod/other.yaml',
  '.hidden/e.roles.yaml',
  'node_modules/x/f.roles.yaml',
]

test.each<readonly [string, readonly string[]]>([
  ['*.roles.yaml', ['[a].roles.yaml', 'a.roles.yaml']],
  ['[a].roles.yaml', ['[a].roles.yaml']],
  ['{dev,prod}/*', ['dev/b.roles.json', 'prod/d.roles.yaml']],
  ['dev/**', ['dev/b.roles.json', 'dev/eu/c.roles.yml']],
  [
    '**/*.roles.y*ml',
    ['[a].roles.yaml', 'a.roles.yaml', 'dev/eu/c.roles.yml', 'linked/eu/c.roles.yml', 'prod/d.roles.yaml'],
  ],
  ['./dev/../prod/?.roles.yaml', ['prod/d.roles.yaml']],
  ['.hidden/*', ['.hidden/e.roles.yaml']],
  ['linked/*.roles.json', ['linked/b.roles.json']],
  ['missing/*.roles.yaml', []],
])('%s', (path, expected) => {
  const directory = createWorkspace(Object.fromEntries(files.map((file) => [file, ''])))
  symlinkSync('dev', join(directory, 'linked'))
  const { files: found, failures } = findRoleFiles([path], directory)
  expect(found.map(({ shown }) => shown)).toEqual(expected)
  expect(failures).toHaveLength(expected.length === 0 ? 1 : 0)
})
