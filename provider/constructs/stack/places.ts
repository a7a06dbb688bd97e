/** Where in the app or in which file a role is written, for messages: `main.ts:12:3`. */
import { dirname, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Construct } from '../core.js'

const places = new WeakMap<Construct, () => string | null>()

/** As deep as helpers of a package that makes roles may reasonably be. */
const depth = 24

const library = dirname(fileURLToPath(import.meta.url)) + sep

const framePattern = /((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/]).*):(\d+):(\d+)\)?$/

const isOfTheApp = (path: string): boolean => !path.startsWith(library) && !/[\\/]node_modules[\\/]/.test(path)

const shown = (path: string): string => {
  const below = relative(process.cwd(), path)
  return below.startsWith('..') ? path : below.split(sep).join('/')
}

/** The first place in a stack trace that is neither ours nor of a package nor of node. */
const callSite = (stack: string): string | null => {
  for (const line of stack.split('\n')) {
    const [, file, row, column] = framePattern.exec(line) ?? []
    if (file === undefined || !/^\s+at /.test(line) || /[( ]node:/.test(line)) continue
    const path = file.startsWith('file:') ? fileURLToPath(file) : file
    if (isOfTheApp(path)) return `${shown(path)}:${row ?? ''}:${column ?? ''}`
  }
  return null
}

/** Remembers who makes a construct. To be called while it is made; the trace becomes text when it is asked for. */
export const rememberCallSite = (construct: Construct): void => {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = depth
  const trace: { stack?: string } = {}
  Error.captureStackTrace(trace, rememberCallSite)
  Error.stackTraceLimit = stackTraceLimit
  places.set(construct, () => callSite(trace.stack ?? ''))
}

/** Remembers where in a file a role is. */
export const rememberPlace = (construct: Construct, place: () => string): void => void places.set(construct, place)

/** Where a construct is written; null where that is not known. */
export const placeOf = (construct: Construct): string | null => places.get(construct)?.() ?? null

/** A message about a construct, with the place where it is written. */
export const withPlace = (construct: Construct, message: string): string => {
  const place = placeOf(construct)
  return place === null ? message : `${message} (${place})`
}
