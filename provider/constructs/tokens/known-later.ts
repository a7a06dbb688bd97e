/** What can be said of permissions that are not whole before Terraform plans. */
import { isPattern } from '@rolecall/shared/catalog/pattern.js'
import type { Problem } from '@rolecall/shared/model/problem.js'
import type { Path } from '@rolecall/shared/model/role.js'
import { quote } from '@rolecall/shared/model/wording.js'
import type { Platform } from '@rolecall/shared/platforms/platform.js'
import { malformedPermission } from '@rolecall/shared/rules/malformed-permission.js'
import { problem } from '@rolecall/shared/rules/problem.js'

/** How the core marks a token in a string. */
const marker = /\$\{TfToken\[[^\]]*\]\}/g

/** The text with something in the place of its tokens. */
const filled = (text: string, filling: string): string => text.replace(marker, () => filling)

const rule = malformedPermission

/** A pattern that Terraform would get as it stands. */
export const unexpandedPattern = (text: string, path: Path, platform: Platform): Problem | null =>
  isPattern(text) ? (rule.run([{ path, value: text, scope: null }], platform, false)[0] ?? null) : null

/**
 * A permission of which part is a token. Its text is wrong where nothing that may come in its place makes a permission
 * of it: words, joined as the platform joins them, go wherever anything goes.
 */
export const halfKnownPermission = (text: string, path: Path, platform: Platform): Problem | null => {
  const shown = quote(filled(text, '${…}'))
  if (isPattern(filled(text, ''))) {
    const message = `${shown} is a pattern of which part is known only later, so it cannot be expanded. Write out the permissions.`
    return problem(rule, path, message)
  }
  const { pattern, separator } = platform.permission
  if (pattern === null) return null
  const word = 'x'
  const fits = [word, `${word}${separator ?? ''}${word}`].some((filling) =>
    new RegExp(pattern.regex).test(filled(text, filling)),
  )
  return fits
    ? null
    : problem(rule, path, `${shown} is not a permission, whatever comes later: it must be ${pattern.says}.`)
}
