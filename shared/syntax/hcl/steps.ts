import { skipBrackets } from './brackets.js'
import { codes, ellipsis } from './codes.js'
import type { HclCursor } from './cursor.js'
import { match, peek, readName } from './cursor.js'

const literalStep = /\[[ \t]*(?:"([^"\\\n${]*)"|(\d+))[ \t]*\]/y

/** Reads `.name`, `["name"]` and `[0]`; null for any other step. */
const readStep = (cursor: HclCursor): string | null => {
  const start = cursor.at
  if (peek(cursor) === codes.dot) {
    cursor.at += 1
    cursor.at += match(cursor, /[ \t]+/y).length
    const from = cursor.at
    const name = readName(cursor) || match(cursor, /\d+/y)
    cursor.at = name === '' ? start : from + name.length
    return name === '' ? null : name
  }
  literalStep.lastIndex = start
  const step = literalStep.exec(cursor.chunk.text)
  if (step) cursor.at += step[0].length
  return step ? (step[1] ?? step[2] ?? '') : null
}

/** Moves to the step that follows, over spaces; stays where none does. */
const toStep = (cursor: HclCursor): number => {
  const spaces = match(cursor, /[ \t]+/y).length
  const at = cursor.at + spaces
  const code = cursor.chunk.text.charCodeAt(at)
  const isStep = code === codes.list || (code === codes.dot && !cursor.chunk.text.startsWith(ellipsis, at))
  if (isStep) cursor.at = at
  return isStep ? code : 0
}

/** Reads what follows a value: a path of names; null where something in it is not understood. */
export const readSteps = (cursor: HclCursor): readonly string[] | null => {
  const path: string[] = []
  let understood = true
  for (let code = toStep(cursor); code !== 0; code = toStep(cursor)) {
    const start = cursor.at
    const step = readStep(cursor)
    if (step !== null) {
      path.push(step)
      continue
    }
    understood = false
    if (code === codes.list) skipBrackets(cursor)
    else cursor.at = start + 1 + Number(cursor.chunk.text.charCodeAt(start + 1) === codes.star)
  }
  return understood ? path : null
}
