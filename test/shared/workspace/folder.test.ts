import type { FoundText } from '@rolecall/shared/workspace/folder.js'
import {
  catalogPaths,
  createFolder,
  folderProblems,
  isCatalogName,
  readCatalogText,
  readConfigFile,
} from '@rolecall/shared/workspace/folder.js'
import { createFolderRules } from '@rolecall/shared/workspace/rules.js'
import { expect, test } from 'vitest'

test.each([
  ['catalog.astro.json', true],
  ['catalog.astro.team.json', true],
  ['catalog.astro.team.eu.json', true],
  ['catalog.my_own-platform.json', true],
  ['catalog.json', false],
  ['catalog..json', false],
  ['catalog.astro..json', false],
  ['catalog.Astro.json', false],
  ['catalog.astro.json.bak', false],
  ['my.catalog.astro.json', false],
])('%s is a catalog: %s', (name, is) => {
  expect(isCatalogName(name)).toBe(is)
})

const catalog = (value: string): string =>
  JSON.stringify({
    version: 1,
    platform: 'astro',
    retrieved: '2026-11-24',
    coverage: 'open',
    permissions: [{ value, scopes: ['DEPLOYMENT'], risk: 'low' }],
  })

const folderOf = (config: FoundText, ...catalogs: readonly FoundText[]) =>
  createFolder(readConfigFile(config), catalogs.map(readCatalogText))

const none = { file: 'config.yaml', text: null }

test('catalogs come by name, then as the configuration has them', () => {
  const { config } = readConfigFile({ file: 'config.yaml', text: 'catalogs: [../b.json, a.json]' })
  const names = ['config.yaml', 'catalog.jitsudo.json', 'catalog.astro.json', 'notes.json']
  expect(catalogPaths(names, config)).toEqual(['catalog.astro.json', 'catalog.jitsudo.json', '../b.json', 'a.json'])
})

test('what cannot be read or used is said of its file, and the rest holds', () => {
  const folder = folderOf(
    { file: 'config.yaml', text: 'severity: { RC001: eror }\nignore: ["a"' },
    { file: 'a.json', text: '{' },
    { file: 'b.json', text: null },
    { file: 'c.json', failure: 'It cannot be read: it is a pipe.' },
    { file: 'd.json', text: catalog('deployment.new.get') },
  )
  expect(
    folderProblems(folder).map(({ code, severity, file, message, suggestions }) => [
      code,
      severity,
      file,
      message.slice(0, 50),
      suggestions,
    ]),
  ).toEqual([
    ['RC013', 'error', 'config.yaml', expect.any(String), []],
    ['RC008', 'error', 'config.yaml', expect.any(String), ['error']],
    ['RC013', 'error', 'a.json', 'This catalog is not used: It is not JSON.', []],
    ['RC013', 'error', 'b.json', 'This catalog is not used: There is no such file.', []],
    ['RC013', 'error', 'c.json', 'This catalog is not used: It cannot be read: it is', []],
  ])
  expect(folder.catalogs.map(({ file }) => file)).toEqual(['d.json'])
})

test('a configuration that cannot be read is a problem; none is not', () => {
  expect(folderProblems(folderOf(none))).toEqual([])
  expect(folderProblems(folderOf({ file: 'config.yaml', failure: 'It cannot be read.' }))).toMatchObject([
    { code: 'RC013', severity: 'error', file: 'config.yaml', message: 'It cannot be read.' },
  ])
})

const options = { trustedWhere: 'elsewhere' }

test('a lowered risk is said, whether it counts or not', () => {
  const folder = folderOf(none, { file: 'a.json', text: catalog('deployment.delete') })
  const notices = [false, true].map((trust) => createFolderRules(folder, { ...options, trust }).notices)
  expect(notices).toEqual([
    ["Astro's deployment.delete stays high: a catalog says low, which counts elsewhere"],
    ["a catalog lowers the risk of Astro's deployment.delete from high to low"],
  ])
})

test('the severities of the configuration hold for what is found across documents', () => {
  const at = { line: 0, character: 0 }
  const problem = {
    code: 'RC012' as const,
    severity: 'error' as const,
    message: '',
    suggestions: [],
    file: 'a',
    range: { start: at, end: at },
    role: null,
  }
  const judged = (level: string) =>
    createFolderRules(folderOf({ file: 'c', text: `severity: { RC012: ${level} }` }), {
      ...options,
      trust: false,
    }).judge([problem])
  expect(judged('info')).toMatchObject([{ severity: 'info' }])
  expect(judged('off')).toEqual([])
})
