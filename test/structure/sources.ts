/** The project's own sources, and what each of them imports. */

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const houses = /^(?:shared|provider|extension)\/.*\.ts$/

const { stdout } = spawnSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })

/** By path from the root. */
export const sources: ReadonlyMap<string, string> = new Map(
  stdout
    .split('\n')
    .filter((path) => houses.test(path))
    .map((path) => [path, readFileSync(join(root, path), 'utf8')]),
)

const specifier = /(?:from|import\()\s*'([^']+)'/g

const targetOf = (path: string, name: string): string | null => {
  const target = name.startsWith('@rolecall/shared/')
    ? name.replace('@rolecall/', '')
    : name.startsWith('.')
      ? normalize(join(dirname(path), name))
      : null
  return target === null ? null : target.replace(/\.js$/, '.ts')
}

/** Types included. */
export const importsOf = (path: string): readonly string[] =>
  [...(sources.get(path) ?? '').matchAll(specifier)].flatMap(([, name = '']) => targetOf(path, name) ?? [])
