import { statSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { roleFileLanguage } from '@rolecall/shared/text/language.js'
import type { Named } from '@rolecall/shared/workspace/named-files.js'
import { namedBy, uniformPath } from '@rolecall/shared/workspace/named-files.js'
import { escapePath, globSync } from 'tinyglobby'

/** A role file: where it is, and what messages call it. */
export type FoundFile = { readonly path: string; readonly shown: string }

export type Found = {
  /** Each once, in an order that never changes. */
  readonly files: readonly FoundFile[]
  /** Why a path gives nothing. */
  readonly failures: readonly string[]
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

const endings = '.roles.yaml, .roles.yml, .roles.json or .roles.jsonc'

/** Those that may be role files; hidden ones only for a path that has hidden names. */
const filesBelow = ({ directory, depth }: Named['roots'][number], path: string): readonly string[] =>
  globSync('**/*.roles.*', {
    cwd: directory,
    absolute: true,
    dot: /(?:^|[/\\])\.[^./\\]/.test(path),
    ...(depth !== null && { deep: depth - 1 }),
    expandDirectories: false,
    ignore: ['**/node_modules/**'],
  })

/** A path that names a file is that file, even where it could be read as a glob. */
const filesOf = (
  path: string,
  directory: string,
): { readonly paths: readonly string[]; readonly failure: string | null } => {
  const named = resolve(directory, path)
  if (isFile(named)) {
    return roleFileLanguage(named)
      ? { paths: [named], failure: null }
      : { paths: [], failure: `${path} is not a role file: its name must end in ${endings}.` }
  }
  const { roots, names } = namedBy(uniformPath(directory), path)
  const matches = roots.flatMap((root) => filesBelow(root, path))
  const paths = matches.filter((match) => names(uniformPath(match)))
  if (paths.length > 0) return { paths, failure: null }
  const what = escapePath(path) === path ? 'names no file' : `matches no file whose name ends in ${endings}`
  return { paths: [], failure: `${path} ${what}, seen from ${directory}.` }
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other))

/** Finds the files that paths and globs name, both relative to the directory. */
export const findRoleFiles = (paths: readonly string[], directory: string): Found => {
  const results = paths.map((path) => filesOf(path, directory))
  const unique = new Set(results.flatMap((result) => result.paths.map((path) => resolve(path))))
  return {
    files: [...unique]
      .map((path) => ({ path, shown: relative(directory, path).split(sep).join('/') }))
      .sort((one, other) => compare(one.shown, other.shown)),
    failures: results.map(({ failure }) => failure).filter((failure) => failure !== null),
  }
}
