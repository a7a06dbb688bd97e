/** RC005: what can be no permission and no pattern, and patterns where only permissions may stand. */
import { isPattern, patternProblem } from '../catalog/pattern.js'
import type { Problem } from '../model/problem.js'
import { quote } from '../model/wording.js'
import type { Platform } from '../platforms/platform.js'
import { problem } from './problem.js'
import type { SpellingRule } from './rule.js'

const accepts = ({ permission }: Platform, text: string): boolean =>
  permission.pattern === null || new RegExp(permission.pattern.regex).test(text)

const withoutStars = (pattern: string): string => pattern.replaceAll('**', 'x').replaceAll('*', 'x')

/** The same words, joined as the platform joins them. */
const repaired = (text: string, platform: Platform): readonly string[] => {
  const { pattern, separator } = platform.permission
  if (pattern === null || separator === null) return text.trim() !== '' && text.trim() !== text ? [text.trim()] : []
  const joined = text
    .split(/[^A-Za-z0-9_*-]+/)
    .filter((word) => word !== '')
    .join(separator)
  return joined !== text && accepts(platform, withoutStars(joined)) && joined !== '' ? [joined] : []
}

const patternMistake = (text: string, platform: Platform): string | null => {
  const wrong = patternProblem(text, platform.permission.separator)
  if (wrong === null && accepts(platform, withoutStars(text))) return null
  const blank = blankEnds(text)
  if (blank !== null) return `${quote(text)} ${blank}. A pattern has none: remove it.`
  if (wrong !== null) return `${quote(text)} is not a pattern. ${wrong}`
  return `${quote(text)} is not a pattern: it must be ${platform.permission.pattern?.says ?? ''}, any of them \`*\`.`
}

const expandFix = ({ key, title, catalog }: Platform, text: string): string =>
  catalog.coverage === 'unconfirmed'
    ? `A pattern cannot stand here. Write out the permissions: those of ${title} are not known, so none can be expanded.`
    : `A pattern cannot stand here. Write out the permissions, or use ` +
      `\`provider::rolecall::expand("${key}", [${JSON.stringify(text)}])\`.`

/** A blank is seen badly: that it is there is said, not that the whole is no permission. */
const blankEnds = (text: string): string | null => {
  const [before, after] = [text !== text.trimStart(), text !== text.trimEnd()]
  if (!before && !after) return null
  const blanks = text.slice(0, text.length - text.trimStart().length) + text.slice(text.trimEnd().length)
  const kind = /^ +$/.test(blanks) ? 'space' : /[\r\n]/.test(blanks) ? 'line break' : 'blank'
  const where = before && after ? 'at both ends' : before ? 'at its start' : 'at its end'
  return `has a ${kind} ${where}`
}

const mistakeIn = (text: string, platform: Platform, patterns: boolean): string | null => {
  if (text.trim() === '') return 'A permission is missing here: the text is empty.'
  if (isPattern(text)) return patterns ? patternMistake(text, platform) : expandFix(platform, text)
  if (accepts(platform, text)) return null
  const blank = blankEnds(text)
  if (blank !== null && accepts(platform, text.trim()))
    return `${quote(text)} ${blank}. A permission has none: remove it.`
  return `${quote(text)} is not a permission: it must be ${platform.permission.pattern?.says ?? ''}.`
}

export const malformedPermission = {
  code: 'RC005',
  title: 'Malformed permission or pattern',
  severity: 'error',
  rank: 2,
  looksAt: 'spelling',
  run: (granted, platform, patterns): readonly Problem[] =>
    granted.flatMap(({ path, value }) => {
      const message = mistakeIn(value, platform, patterns)
      if (message === null) return []
      const misplaced = isPattern(value) && !patterns
      return [problem(malformedPermission, path, message, misplaced ? [] : repaired(value, platform))]
    }),
} satisfies SpellingRule
