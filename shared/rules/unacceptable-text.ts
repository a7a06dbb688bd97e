/** RC007: a name, slug or description that the platform documents it will not take. */
import type { StringType } from '../model/attribute.js'
import type { Path } from '../model/role.js'
import { quote, subject } from '../model/wording.js'
import { problem } from './problem.js'
import type { AttributeRule } from './rule.js'

const lengthProblem = (text: string, { length }: StringType): string | null => {
  const { min = 0, max = Infinity } = length ?? {}
  if (text.length >= min && text.length <= max) return null
  if (max === Infinity)
    return min === 1 ? 'must not be empty' : `must have at least ${min} characters, and has ${text.length}`
  const range = min === 0 ? `at most ${max}` : `${min} to ${max}`
  return `must have ${range} characters, and has ${text.length}`
}

/** Length first: a pattern need not be run over a text that is too long anyway. */
const mistakeIn = (text: string, type: StringType): string | null => {
  const wrong = lengthProblem(text, type)
  if (wrong !== null || !type.pattern) return wrong
  return new RegExp(type.pattern.regex).test(text) ? null : `must be ${type.pattern.says}`
}

/** Deep within a role there may be many of a name, and Terraform shows the line of the whole: so which one it is about. */
const textAt = (text: string, path: Path): string =>
  path.length > 1
    ? `${quote(text)} in ${quote(String(path.findLast((segment) => typeof segment === 'string')))}`
    : subject(path)

export const unacceptableText = {
  code: 'RC007',
  title: 'Name, slug or description not allowed',
  severity: 'error',
  needsWholeRole: true,
  looksAt: 'attributes',
  visit: {
    value: (value, expected, { path, found }): void => {
      if (expected.kind !== 'string' || typeof value !== 'string') return
      const mistake = mistakeIn(value, expected)
      if (mistake !== null) found.push(problem(unacceptableText, [...path], `${textAt(value, path)} ${mistake}.`))
    },
  },
} satisfies AttributeRule
