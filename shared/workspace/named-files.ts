/**
 * Which files the paths and globs of `RoleFiles` name. The same for synth, which reads them, and for lint and the
 * editor, which see them named in code.
 */

import { roleFileLanguage } from '../text/language.js'
import { matchesPath, readPathPattern } from './wildcard.js'

export type Named = {
  /** The directories that all of them are below, each with how deep they are; null: at any depth. */
  readonly roots: readonly { readonly directory: string; readonly depth: number | null }[]
  /** Whether it names the role file of an absolute path. */
  readonly names: (file: string) => boolean
}

const drive = /^\/?([A-Za-z]):(?=[/\\]|$)/

/** One way to write the absolute paths of a system, and those of its URIs: `/w/roles`, `C:/w/roles`. */
export const uniformPath = (path: string): string => {
  const [start, letter] = drive.exec(path) ?? []
  if (start === undefined || letter === undefined) return path
  return `${letter}:${path.slice(start.length).replaceAll('\\', '/')}`
}

export const isAbsolute = (path: string): boolean => path.startsWith('/') || drive.test(path)

/** The names of a path seen from a plain directory: those of the directory, and those that the path adds. */
type Split = { readonly above: readonly string[]; readonly own: readonly string[] }

const splitPath = (directory: string, path: string): Split => {
  const isWhole = isAbsolute(path)
  const above = isWhole ? [] : directory.split('/').filter((name) => name !== '')
  const text = isWhole ? uniformPath(path) : drive.test(directory) ? path.replaceAll('\\', '/') : path
  const own: string[] = []
  for (const name of text.split('/')) {
    if (name === '..') (own.length > 0 ? own : above).pop()
    else if (name !== '' && name !== '.') own.push(name)
  }
  return { above, own }
}

const joined = (names: readonly string[]): string => {
  const path = names.join('/')
  return drive.test(path) ? path : `/${path}`
}

/** A path seen from a plain directory. */
export const resolvePath = (directory: string, path: string): string => {
  const { above, own } = splitPath(directory, path)
  return joined([...above, ...own])
}

/** Characters of a glob, and paths that its braces stand for: text from a repository must not decide how long we think. */
const maximumLength = 1000
const maximumPaths = 100

/** `{a,b}`, the innermost first. */
const expandBraces = (text: string): readonly string[] => {
  let paths: readonly string[] = [text]
  for (;;) {
    const more = paths.flatMap((path) => {
      const [, before, choices, after] = /^(.*?)\{([^{}]*,[^{}]*)\}(.*)$/s.exec(path) ?? []
      return choices === undefined ? [path] : choices.split(',').map((choice) => `${before}${choice}${after}`)
    })
    if (more.length === paths.length || more.length > maximumPaths) return paths
    paths = more
  }
}

const isWild = (name: string): boolean => /[*?[\\]/.test(name)

/** Wildcards go into no hidden directory, and into none of what was installed. */
const isSeen = (path: string, pattern: string): boolean =>
  path.split('/').every((name) => name !== 'node_modules' && (!name.startsWith('.') || /(?:^|\/)\./.test(pattern)))

type Glob = Named['roots'][number] & { readonly names: (file: string) => boolean }

const readGlob = (above: readonly string[], names: readonly string[]): Glob => {
  const first = names.findIndex(isWild)
  const fixed = first < 0 ? names.length - 1 : first
  const rest = names.slice(fixed)
  const path = joined([...above, ...names.slice(0, fixed)])
  const directory = path.endsWith('/') ? path : `${path}/`
  const text = rest.join('/')
  const pattern = readPathPattern(text)
  return {
    directory,
    depth: rest.includes('**') ? null : rest.length,
    names: (file) => {
      if (pattern === null || !file.startsWith(directory)) return false
      const below = file.slice(directory.length)
      return first < 0 ? below === text : matchesPath(pattern, below) && isSeen(below, text)
    },
  }
}

/** `directory`: plain and absolute. A path that is that of a file is that file, even where it could be read as a glob. */
export const namedBy = (directory: string, path: string): Named => {
  const { above, own } = splitPath(directory, path)
  const text = own.join('/')
  const file = joined([...above, ...own])
  const globs = text.length > maximumLength ? [] : expandBraces(text).map((each) => readGlob(above, each.split('/')))
  return {
    roots: globs,
    names: (candidate) =>
      roleFileLanguage(candidate) !== null && (candidate === file || globs.some(({ names }) => names(candidate))),
  }
}
