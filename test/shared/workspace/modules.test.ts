import type { RoleDocument } from '@rolecall/shared/documents/document.js'
import { createModuleFinder, modulesOf } from '@rolecall/shared/workspace/modules.js'
import { expect, test } from 'vitest'

const document = (file: string, language: string) => ({ source: { file }, language }) as RoleDocument

const modulesAlone = (one: RoleDocument) => modulesOf(one, { calls: [], configured: null })

const together = (one: RoleDocument, other: RoleDocument): boolean =>
  modulesAlone(one).some((module) => modulesAlone(other).includes(module))

test('role files of one directory are deployed together, and so are those of a module of the configuration', () => {
  const [dev, prod] = [document('/w/dev/a.roles.yaml', 'yaml'), document('/w/prod/a.roles.yaml', 'yaml')]
  expect(together(dev, prod)).toBe(false)
  expect(together(dev, document('/w/dev/b.roles.json', 'json'))).toBe(true)
  const configured = { calls: [], configured: '/w' }
  expect(modulesOf(dev, configured)).toEqual(modulesOf(prod, configured))
})

test('what code deploys is of the module of each call, and of no directory', () => {
  const file = document('/w/dev/a.roles.yaml', 'yaml')
  const [calls, none] = [['main.ts#0', 'main.ts#1'], modulesAlone(file)]
  expect(modulesOf(file, { calls, configured: null })).toHaveLength(2)
  expect(modulesOf(file, { calls, configured: '/w' })).toHaveLength(3)
  expect(modulesOf(file, { calls, configured: '/w' })).not.toContain(none[0])
  expect(modulesOf(document('/w/main.tf', 'hcl'), { calls, configured: null })).toHaveLength(1)
})

test('a directory of Terraform is a module of its own, and a file of TypeScript too', () => {
  expect(together(document('/w/a.tf', 'hcl'), document('/w/b.tf.json', 'hcl-json'))).toBe(true)
  expect(together(document('/w/a.tf', 'hcl'), document('/w/a.roles.yaml', 'yaml'))).toBe(false)
  expect(together(document('/w/a.ts', 'typescript'), document('/w/b.ts', 'typescript'))).toBe(false)
  expect(together(document('C:\\w\\a.tf', 'hcl'), document('C:\\w\\b.tf', 'hcl'))).toBe(true)
})

test.each([
  ['envs/prod/eu/a.roles.yaml', 'envs/prod/eu'],
  ['envs/prod/a.roles.yaml', 'envs/prod'],
  ['envs/production/a.roles.yaml', null],
  ['a.roles.yaml', null],
])('%s is of the module %s', (path, module) => {
  expect(createModuleFinder(['./envs/prod/', 'envs\\prod\\eu'])(path)).toBe(module)
})

test('the module `.` has every file', () => {
  expect(createModuleFinder(['.'])('a/b.roles.yaml')).toBe('')
})
