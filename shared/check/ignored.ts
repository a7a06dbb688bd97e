/** Applies the `rolecall-ignore` comments of a document to its problems. */

import type { RoleDocument } from '../documents/document.js'
import type { ProblemCode } from '../model/problem.js'
import { problemCodes } from '../model/problem.js'
import { rules } from '../rules/rules.js'
import { wrongAttribute } from '../rules/wrong-attribute.js'
import type { IgnoreComment } from '../text/ignore-comments.js'
import type { LocatedProblem } from '../text/located-problem.js'
import { spanRange } from '../text/source.js'

/** Only the first lines of a file may speak for all of it. */
const fileIgnoreLines = 5

const wholeFile = (ignore: IgnoreComment): boolean => ignore.file && ignore.line < fileIgnoreLines

const isAboutAll = (ignore: IgnoreComment): boolean =>
  ignore.file && ignore.codes.length === 0 && ignore.unknownCodes.length === 0

/** The comment that hides such a problem; null where none does. */
type Finder = (code: ProblemCode, line: number) => IgnoreComment | null

/** The first comment of a line, or of the file, that names a code counts. */
const createFinder = (ignores: readonly IgnoreComment[]): Finder => {
  const first = new Map<string, IgnoreComment>()
  const keyOf = (line: number | 'file', code: ProblemCode): string => `${line} ${code}`
  for (const ignore of ignores) {
    if (ignore.file && !wholeFile(ignore)) continue
    for (const code of isAboutAll(ignore) ? problemCodes : ignore.codes) {
      const key = keyOf(ignore.file ? 'file' : ignore.line, code)
      if (!first.has(key)) first.set(key, ignore)
    }
  }
  return (code, line) => {
    if (rules[code].neverIgnored) return null
    return first.get(keyOf(line, code)) ?? first.get(keyOf('file', code)) ?? null
  }
}

const finders = new WeakMap<readonly IgnoreComment[], Finder>()

/** Made once for the comments of a document, since each of its roles asks. */
const finderOf = (ignores: readonly IgnoreComment[]): Finder => {
  const finder = finders.get(ignores) ?? createFinder(ignores)
  finders.set(ignores, finder)
  return finder
}

export const isIgnored = ({ ignores }: RoleDocument, code: ProblemCode, line: number): boolean =>
  ignores().length > 0 && finderOf(ignores())(code, line) !== null

/** Why a comment can hide nothing, and the code to say it under. */
const faultOf = (ignore: IgnoreComment): { readonly code: ProblemCode; readonly message: string } | null => {
  const [unknownCode] = ignore.unknownCodes
  if (unknownCode !== undefined)
    return { code: wrongAttribute.code, message: `\`${unknownCode}\` is not a problem code.` }
  const never = ignore.codes.find((code) => rules[code].neverIgnored)
  if (never) return { code: never, message: `${never} cannot be ignored. Remove the code from this comment.` }
  if (!ignore.file && ignore.codes.length === 0) {
    return { code: wrongAttribute.code, message: 'Name the codes to ignore, such as `rolecall-ignore RC001`.' }
  }
  if (!ignore.file || wholeFile(ignore)) return null
  return {
    code: wrongAttribute.code,
    message: `\`rolecall-ignore-file\` belongs in the first ${fileIgnoreLines} lines of a file.`,
  }
}

type Hidden = ReadonlyMap<IgnoreComment, ReadonlySet<ProblemCode>>

/**
 * What a comment does not hide is said under the code it names, so that who switches a rule off
 * need not clean up behind it. What is no code we know is a value we do not know.
 */
const idle = (
  ignore: IgnoreComment,
  hidden: Hidden,
  isOff: (code: ProblemCode) => boolean,
): readonly { readonly code: ProblemCode; readonly message: string }[] => {
  const fault = faultOf(ignore)
  if (fault) return [fault]
  const codes = hidden.get(ignore)
  if (ignore.codes.length === 0)
    return codes ? [] : [{ code: wrongAttribute.code, message: 'This comment hides nothing. Remove it.' }]
  return ignore.codes
    .filter((code) => !codes?.has(code) && !rules[code].acrossFiles && !isOff(code))
    .map((code) => ({ code, message: `This comment hides no ${code}. Remove the code from it, or all of it.` }))
}

/** The problems that no comment hides, and the comments that hide none. `isOff`: rules that are switched off. */
export const applyIgnores = (
  { ignores, ignoresIn, source }: RoleDocument,
  problems: readonly LocatedProblem[],
  isOff: (code: ProblemCode) => boolean,
): readonly LocatedProblem[] => {
  const own = ignores()
  if (own.length === 0 && !ignoresIn) return problems
  const elsewhere = new Map<string, Finder>()
  const finderFor = (file: string): Finder => {
    const known = elsewhere.get(file) ?? createFinder(ignoresIn?.(file) ?? [])
    elsewhere.set(file, known)
    return known
  }
  const findOwn = finderOf(own)
  const hidden = new Map<IgnoreComment, Set<ProblemCode>>()
  const shown = problems.filter(({ code, range, file }) => {
    const ignore = (file === source.file ? findOwn : finderFor(file))(code, range.start.line)
    if (!ignore) return true
    hidden.set(ignore, (hidden.get(ignore) ?? new Set()).add(code))
    return false
  })
  const withoutEffect = own
    .filter(({ elsewhere: unseen }) => !unseen)
    .flatMap((ignore) =>
      idle(ignore, hidden, isOff).map(
        ({ code, message }): LocatedProblem => ({
          code,
          severity: 'warning',
          message,
          suggestions: [],
          file: source.file,
          range: spanRange({ source, start: ignore.start, end: ignore.end }),
          role: null,
        }),
      ),
    )
  return [...shown, ...withoutEffect]
}
