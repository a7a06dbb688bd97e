import { problemCodes } from '../model/problem.js'
import type { ProblemCode } from '../model/problem.js'
import type { Ignore, Stretch } from './document.js'
import type { DocumentLanguage } from './language.js'
import type { Source } from './source.js'

const word = 'rolecall-ignore'

const directive = /^(-file)?(?:[ \t]+(.*?))?[ \t]*$/

const isCode = (text: string): text is ProblemCode => problemCodes.some((code) => code === text)

const lineAround = (text: string, at: number): Stretch => {
  const newline = text.indexOf('\n', at)
  const end = newline < 0 ? text.length : newline
  return { start: text.lastIndexOf('\n', at - 1) + 1, end: text[end - 1] === '\r' ? end - 1 : end }
}

/** Where the line below begins, comment lines left out. */
const codeBelow = (text: string, from: Stretch, markers: readonly string[]): number => {
  for (let line = from; ;) {
    const newline = text.indexOf('\n', line.end)
    if (newline < 0) return text.length
    line = lineAround(text, newline + 1)
    const code = text.slice(line.start, line.end).trimStart()
    if (!markers.some((marker) => code.startsWith(marker))) return line.start
  }
}

const readCodes = (text: string): Pick<Ignore, 'codes' | 'unknownCodes' | 'reason'> => {
  const dashes = text.search(/(^|\s)--(\s|$)/)
  const named = dashes < 0 ? text : text.slice(0, dashes)
  const reason =
    dashes < 0
      ? ''
      : text
          .slice(dashes)
          .replace(/^\s*--/, '')
          .trim()
  const words = named.split(/[\s,]+/).filter((name) => name !== '')
  return {
    codes: words.filter(isCode),
    unknownCodes: words.filter((name) => !isCode(name)),
    reason: reason === '' ? null : reason,
  }
}

/** How comments begin. `apart`: only behind white space. */
export type CommentStyle = { readonly markers: readonly string[]; readonly apart: boolean }

export const commentStyles: Readonly<Record<DocumentLanguage, CommentStyle>> = {
  yaml: { markers: ['#'], apart: true },
  json: { markers: ['//'], apart: false },
  jsonc: { markers: ['//'], apart: false },
  hcl: { markers: ['#', '//'], apart: false },
  'hcl-json': { markers: [], apart: false },
  typescript: { markers: ['//'], apart: false },
}

/**
 * The `rolecall-ignore` comments of a text: at the end of a line for that line, alone in a line for
 * the one below. `isText`: whether an offset stands inside a string, where no comment begins.
 */
export const findIgnores = (
  source: Source,
  { markers, apart }: CommentStyle,
  isText: (offset: number) => boolean,
): readonly Ignore[] => {
  const { text } = source
  const ignores: Ignore[] = []
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    const line = lineAround(text, at)
    const before = text.slice(line.start, at).trimEnd()
    const match = directive.exec(text.slice(at + word.length, line.end))
    const marker = markers.find((candidate) => before.endsWith(candidate))
    if (!match || !marker) continue
    const code = before.slice(0, -marker.length)
    if (apart && /\S$/.test(code)) continue
    if (isText(line.start + code.length)) continue
    const file = match[1] !== undefined
    const alone = code.trim() === ''
    const target = alone && !file ? codeBelow(text, line, markers) : line.start
    const end = at + text.slice(at, line.end).trimEnd().length
    ignores.push({ file, ...readCodes(match[2] ?? ''), line: source.positionAt(target).line, start: at, end })
  }
  return ignores
}
