import type { ProblemCode } from '@rolecall/shared/model/problem.js'
import { rules } from '@rolecall/shared/rules/rules.js'
import type { TextEdit } from '@rolecall/shared/text/edit.js'
import { lineAt } from '../state/indexed-source.js'
import type { Opened } from '../state/workspace.js'
import type { Fixer } from './fix.js'

/** What begins a comment; null where the language has none. */
const markers: Readonly<Record<Opened['document']['language'], '#' | '//' | null>> = {
  yaml: '#',
  hcl: '#',
  jsonc: '//',
  typescript: '//',
  json: null,
  'hcl-json': null,
}

/** Adds the code to the comment that is there for the line. */
const extend = ({ document }: Opened, code: ProblemCode, line: number): TextEdit | null => {
  const ignore = document.ignores().find((one) => !one.file && one.line === line && one.codes.length > 0)
  const last = ignore?.codes.at(-1)
  if (!ignore || last === undefined) return null
  const text = document.source.text.slice(ignore.start, ignore.end)
  const at = ignore.start + text.lastIndexOf(last, text.search(/\s--(\s|$)|$/)) + last.length
  return { start: at, end: at, text: `, ${code}` }
}

/** A comment alone in the line above: behind the text it could stand inside a string. */
const insert = ({ document }: Opened, code: ProblemCode, line: number, marker: string): TextEdit => {
  const { start, text } = lineAt(document.source, line)
  const indent = /^[ \t]*/.exec(text)?.[0] ?? ''
  const lineEnd = document.source.text.includes('\r\n') ? '\r\n' : '\n'
  // A byte order mark stays at the start of the file.
  const at = start + (text.startsWith('\uFEFF') ? 1 : 0)
  return { start: at, end: at, text: `${indent}${marker} rolecall-ignore ${code}${lineEnd}` }
}

/** Hides one code in one line. */
export const ignoreFixes: Fixer = ({ problem: { code, range }, opened }) => {
  const marker = markers[opened.document.language]
  if (marker === null || rules[code].neverIgnored) return []
  const { line } = range.start
  return [{ title: `Ignore ${code} here`, edits: [extend(opened, code, line) ?? insert(opened, code, line, marker)] }]
}
