import type ts from 'typescript'
import { maximumLength } from '../../syntax/fragment.js'
import type { Source } from '../../text/source.js'

/** The compiler recurses without limit, so brackets are counted before. */
const maximumBrackets = 1000

const isTooDeep = (text: string): boolean => {
  let depth = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 40 || code === 91 || code === 123) depth += 1
    else if ((code === 41 || code === 93 || code === 125) && depth > 0) depth -= 1
    if (depth > maximumBrackets) return true
  }
  return false
}

/** Parses; null where it is too long, or needs more stack than there is, as a hundred thousand `!` in a row do. */
export const parseTypescript = (
  compiler: typeof ts,
  { file, text }: Pick<Source, 'file' | 'text'>,
): ts.SourceFile | null => {
  if (text.length > maximumLength || isTooDeep(text)) return null
  try {
    return compiler.createSourceFile(file, text, compiler.ScriptTarget.ESNext)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
