/** Every package that is depended on has its reason in CONTRIBUTING.md, and no other is there. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './sources.js'

const read = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Those of the examples are a user's. */
const manifests = execFileSync('git', ['ls-files', '*package.json'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((path) => !path.startsWith('provider/examples/'))

const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']

const dependencies = new Set(
  manifests.flatMap((path) => {
    const manifest = JSON.parse(read(path)) as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>
    return kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {})).filter((name) => !name.startsWith('@rolecall/'))
  }),
)

const section = /^## Dependencies\n[^]*?(?=^## |$(?![^]))/m.exec(read('CONTRIBUTING.md'))?.[0] ?? ''

const listed = section.split('\n').flatMap((line) => {
  const [, names = '', reason = ''] = /^\| (`[^|]+`) +\| ([^|]*)\|$/.exec(line) ?? []
  return Array.from(names.matchAll(/`([^`]+)`/g), ([, name = '']) => ({ name, reason: reason.trim() }))
})

/** `@oven/bun-*` is all whose names begin so. */
const isMeant = (name: string, by: string): boolean =>
  by.endsWith('*') ? name.startsWith(by.slice(0, -1)) : name === by

test('each has a reason', () => {
  const without = [...dependencies].filter(
    (name) => !listed.some((each) => each.reason !== '' && isMeant(name, each.name)),
  )
  expect(without).toEqual([])
})

test('each that is listed is depended on', () => {
  const gone = listed.filter(({ name }) => ![...dependencies].some((each) => isMeant(each, name)))
  expect(gone).toEqual([])
})

test('the sandbox is a file of its own, as large as it says there, that only an `import()` loads', () => {
  const directory = join(root, 'provider/dist/cli')
  const names = readdirSync(directory)
  const sandbox = names.find((name) => name.startsWith('sandbox-')) ?? ''
  expect(section).toContain(`as a file of its own, ${(statSync(join(directory, sandbox)).size / 1e6).toFixed(1)} MB,`)
  const loaders = names.flatMap((name) =>
    Array.from(
      readFileSync(join(directory, name), 'utf8').matchAll(/(from|import|import\()"\.\/sandbox-/g),
      ([, how]) => how,
    ),
  )
  expect(loaders).toEqual(['import('])
})
