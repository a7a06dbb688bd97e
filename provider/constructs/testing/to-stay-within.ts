import type { Granted } from '@rolecall/shared/model/granted.js'
import type { Risk } from '@rolecall/shared/model/risk.js'
import { isRisk, risks } from '@rolecall/shared/model/risk.js'
import { findRoleType, platformOf } from '@rolecall/shared/platforms/registry.js'
import { permissionsAbove } from '@rolecall/shared/rules/blast-radius-limit.js'
import type { Level, MatcherContext, MatcherResult } from './matcher.js'
import { listed, outcome } from './matcher.js'
import type { TestedRole } from './roles.js'
import { someRolesIn, unknownPart } from './roles.js'

const asGranted = (value: string): Granted => ({ value, path: [], scope: null })

/** What a role grants above a level: `deployment.delete (high)`. */
const excessOf = ({ construct, type, grants, library }: TestedRole, limit: Risk): readonly string[] => {
  const known = findRoleType(type)
  if (!known) return []
  const catalog = library.rulesOf(construct).catalogOf(platformOf(known).key)
  const excess = permissionsAbove(grants.permissions.map(asGranted), { catalog, limit, patterns: false })
  return excess.map(({ value, risk }) => `${value} (${risk})`)
}

/**
 * Whether no role grants more than a level, by the catalogs that count at synth; as for `max_blast_radius`, what no
 * catalog rates is not above it. What is not known yet may be.
 */
export function toStayWithin(this: MatcherContext, received: unknown, level: Level): MatcherResult {
  if (!isRisk(level)) throw new TypeError(`toStayWithin takes one of ${risks.join(', ')}, and not ${String(level)}.`)
  const roles = someRolesIn(received)
  const unknown = unknownPart(roles)
  const above = roles.map((role) => ({ role, excess: excessOf(role, level) })).filter(({ excess }) => excess.length > 0)
  if (this.isNot) {
    const why = `${listed(roles.map(({ address }) => address))} should be able to do more than ${level}, and cannot.`
    return outcome(this, above.length > 0, why)
  }
  const why = [
    ...above.map(({ role, excess }) => `${role.address} should stay within ${level}, and grants ${listed(excess)}.`),
    ...(unknown === null ? [] : [unknown]),
  ]
  return outcome(this, why.length === 0, why.join('\n'))
}
