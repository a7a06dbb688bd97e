/** Whose roles a verb is about where the credential does not say it: `--team ID`, or a variable of the environment. */
import type { Parent, RoleType } from '@rolecall/shared/model/role.js'
import { needsParent } from '@rolecall/shared/model/role.js'
import type { Platform } from '@rolecall/shared/platforms/platform.js'
import { platformOf, roleTypes } from '@rolecall/shared/platforms/registry.js'
import type { Values } from './verb.js'

type Named = { readonly platform: Platform; readonly parent: Parent }

const named = roleTypes.flatMap((type: RoleType): readonly Named[] =>
  type.parent && needsParent(type) ? [{ platform: platformOf(type), parent: type.parent }] : [],
)

const variableOf = ({ platform, parent }: Named): string => `${platform.key}_${parent.attribute}`.toUpperCase()

export const parentOptions = Object.fromEntries(
  named.map(({ parent }) => [parent.noun, { type: 'string', multiple: true } as const]),
)

/** For a verb's first line of usage. */
export const parentSynopsis = named.map(({ parent }) => `[--${parent.noun} ID]`).join(' ')

/** A line of usage each; `purpose` follows the noun, and the text begins in a column. */
export const parentUsage = (column: number, purpose: string): readonly string[] =>
  named.map((one) => {
    const { platform, parent } = one
    const text = `a ${platform.title} ${parent.noun} ${purpose}; may be repeated. Default: ${variableOf(one)}`
    return `${`--${parent.noun} ID`.padEnd(column)}${text}`
  })

export const namedParents = (values: Values, { key }: Platform): readonly string[] =>
  named
    .filter(({ platform }) => platform.key === key)
    .flatMap((one) => {
      const given = values[one.parent.noun]
      const ids = Array.isArray(given) ? given.filter((id) => typeof id === 'string') : []
      const fallback = process.env[variableOf(one)]
      return ids.length > 0 || !fallback ? ids : [fallback]
    })
