/** The walls of ARCHITECTURE.md: one forbidden import is planted for each, in every way to import. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ESLint } from 'eslint'
import { describe, expect, test } from 'vitest'
import { importProblem, walls } from '../../eslint-walls.js'
import { importsOf, root, sources } from './sources.js'

const eslint = new ESLint({ cwd: root })

/** Of a room: a file in it, so that its path can be planted and imported. */
const fileIn = (house: string, room: string): string => {
  const fixed: Readonly<Record<string, string>> = {
    'provider/files': 'provider/version.ts',
    'provider/main': 'provider/service.ts',
    'extension/server/files': 'extension/server/uri.ts',
    'extension/server/feature': 'extension/server/feature.ts',
    'extension/server/main': 'extension/server/server.ts',
  }
  return join(root, fixed[`${house}/${room}`] ?? `${house}/${room}/planted.ts`)
}

const forms: readonly ((path: string) => string)[] = [
  (path) => `import { one } from '${path}'\nvoid one`,
  (path) => `import type { One } from '${path}'\nexport type Two = One`,
  (path) => `export { one } from '${path}'`,
  (path) => `export * from '${path}'`,
  (path) => `export const one = () => import('${path}')`,
  (path) => `export type One = import('${path}').One`,
]

const saidOf = async (file: string, text: string): Promise<readonly string[]> => {
  const [result] = await eslint.lintText(text, { filePath: file })
  return result?.messages.filter(({ ruleId }) => ruleId === 'walls/imports').map(({ message }) => message) ?? []
}

const houses = Object.entries(walls) as readonly (readonly [string, Readonly<Record<string, readonly string[]>>])[]

describe.each(houses)('in %s', (house, rooms) => {
  const names = Object.keys(rooms)
  test.each(names)('%s imports nothing that the drawing lacks', async (room) => {
    const from = fileIn(house, room)
    const forbidden = names.filter((other) => other !== room && !rooms[room]?.includes(other))
    for (const [index, other] of forbidden.entries()) {
      const to = `../${fileIn(house, other)
        .slice(join(root, house).length + 1)
        .replace(/\.ts$/, '.js')}`
      const path = from.slice(join(root, house).length + 1).includes('/') ? to : `.${to.slice(2)}`
      const form = forms[index % forms.length]
      expect(await saidOf(from, form?.(path) ?? ''), `${room} to ${other}`).toHaveLength(1)
    }
    for (const other of rooms[room] ?? []) {
      const path = `../${fileIn(house, other)
        .slice(join(root, house).length + 1)
        .replace(/\.ts$/, '.js')}`
      expect(
        importProblem(from, from.slice(join(root, house).length + 1).includes('/') ? path : `.${path.slice(2)}`),
      ).toBeNull()
    }
  })
})

test('every way to import is seen, by a relative path and by a package name', async () => {
  const file = join(root, 'shared/model/planted.ts')
  for (const form of forms) {
    expect(await saidOf(file, form('../documents/document.js'))).toHaveLength(1)
    expect(await saidOf(file, form('@rolecall/shared/documents/document.js'))).toHaveLength(1)
  }
})

test.each([
  ['shared/model/planted.ts', 'node:fs'],
  ['shared/model/planted.ts', '../../provider/version.js'],
  ['extension/client/planted.ts', '@rolecall/provider/cdktf'],
  ['provider/cli/planted.ts', '../../extension/server/uri.js'],
])('%s never imports %s', async (file, path) => {
  expect(await saidOf(join(root, file), `import '${path}'`)).toHaveLength(1)
})

/** `documents` → `model`, `platforms`: one row of the drawing. */
const row = /^\| *`([^`]+)` *\|(.*?)\|/

const drawingOf = (house: string): Readonly<Record<string, readonly string[]>> => {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  const [, section = ''] = text.split(`imports in \`${house}\``)
  const rows: [string, readonly string[]][] = []
  for (const line of section.slice(section.indexOf('|')).split('\n')) {
    if (!line.startsWith('|')) break
    const [, room, rest = ''] = row.exec(line) ?? []
    if (room !== undefined) rows.push([room, [...rest.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)])
  }
  return Object.fromEntries(rows)
}

test.each(houses)('ARCHITECTURE.md draws the walls of %s as they stand', (house, rooms) => {
  const sorted = (drawing: Readonly<Record<string, readonly string[]>>) =>
    Object.fromEntries(Object.entries(drawing).map(([room, others]) => [room, [...others].sort()]))
  expect(sorted(drawingOf(house))).toEqual(sorted(rooms))
})

test('no imports go round in a circle, those of types included', () => {
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (path: string, above: readonly string[]): void => {
    if (above.includes(path)) circles.push([...above.slice(above.indexOf(path)), path].join(' -> '))
    if (done.has(path) || above.includes(path)) return
    for (const next of importsOf(path)) if (sources.has(next)) visit(next, [...above, path])
    done.add(path)
  }
  for (const path of sources.keys()) visit(path, [])
  expect(circles).toEqual([])
})
