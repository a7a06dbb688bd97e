import { isPattern } from '@rolecall/shared/catalog/pattern.js'
import type { MatcherContext, MatcherResult } from './matcher.js'
import { listed, outcome } from './matcher.js'
import { someRolesIn, unknownPart } from './roles.js'

const checkArguments = (permissions: readonly string[]): void => {
  if (permissions.length === 0) throw new TypeError('toGrant takes the permissions that are granted, one at least.')
  const pattern = permissions.find(isPattern)
  if (pattern !== undefined)
    throw new TypeError(
      `toGrant takes permissions, and ${pattern} is a pattern: permissions.matching gives what it stands for.`,
    )
}

/**
 * Whether a role, or the roles below a construct together, grant all of these permissions; with `not`, whether
 * none of them is granted and nothing is left that is not known.
 */
export function toGrant(this: MatcherContext, received: unknown, ...permissions: readonly string[]): MatcherResult {
  checkArguments(permissions)
  const roles = someRolesIn(received)
  const unknown = unknownPart(roles)
  const granting = roles.filter(({ grants }) => permissions.some((one) => grants.permissions.includes(one)))
  const granted = permissions.filter((one) => granting.some(({ grants }) => grants.permissions.includes(one)))
  if (this.isNot) {
    const why =
      granted.length > 0
        ? `${listed(granting.map(({ address }) => address))} should not grant ${listed(granted)}.`
        : `None of ${listed(permissions)} is seen, but that is not enough. ${unknown ?? ''}`
    return outcome(this, granted.length === 0 && unknown === null, why)
  }
  const missing = permissions.filter((one) => !granted.includes(one))
  const seen = [...new Set(roles.flatMap(({ grants }) => grants.permissions))]
  const why = [
    `${listed(roles.map(({ address }) => address))} should grant ${listed(missing)}.`,
    `Granted is ${listed(seen, 50) || 'nothing'}.`,
    ...(unknown === null ? [] : [unknown]),
  ]
  return outcome(this, missing.length === 0, why.join('\n'))
}
