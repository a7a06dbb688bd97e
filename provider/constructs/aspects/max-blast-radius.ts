import { isRisk, risks } from '@rolecall/shared/model/risk.js'
import { oneOf } from '@rolecall/shared/model/wording.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import { permissionsAbove, sayAbove } from '@rolecall/shared/rules/blast-radius-limit.js'
import type { Construct, TerraformResource } from '../core.js'
import { grantsOf } from '../grants-of.js'
import type { RiskLevel } from '../role-files/role-handle.js'
import { roleTypeOf } from '../role-type-of.js'
import type { Findings } from '../stack/report.js'
import { rulesOf } from '../stack/synth-rules.js'
import { createRoleVisitor } from './role-aspect.js'

const unseen = 'The blast radius of this role is not known before the plan: part of what it grants comes later.'

const sayUnrated = (count: number, title: string): string =>
  `${count} of the permissions of this role are not rated by the ${title} catalog, so they may be above the limit.`

const look = (limit: RiskLevel, role: TerraformResource): Findings => {
  const type = roleTypeOf(role)
  if (!type) return { errors: [], warnings: [] }
  const platform = platformOf(type)
  const catalog = rulesOf(role).catalogOf(platform.key)
  const { permissions, complete } = grantsOf(role)
  const granted = permissions.map((value) => ({ path: [], value, scope: null }))
  const above = sayAbove(
    permissionsAbove(granted, { catalog, limit, patterns: false }),
    limit,
    'The blast radius of this role is',
  )
  const unrated = permissions.filter((value) => !catalog.find(value)?.risk).length
  const excess = above === null ? [] : [above]
  // As for `max_blast_radius`: a platform that rates its roles itself has the last word, after the write.
  const isRatedHere = platform.blastRadius === 'catalog'
  return {
    errors: isRatedHere ? excess : [],
    warnings: [
      ...(isRatedHere ? [] : excess),
      ...(complete ? [] : [unseen]),
      ...(unrated > 0 && limit !== 'admin' ? [sayUnrated(unrated, platform.title)] : []),
    ],
  }
}

/**
 * A limit on what any role of a scope can do, by the catalog's ratings; a warning where the platform rates its roles
 * itself. Where all roles of a stack have one limit,
 * `maxBlastRadius` of the provider says it too, and the plan keeps it.
 * @example
 * Aspects.of(team).add(new MaxBlastRadius('medium'))
 */
export class MaxBlastRadius {
  /** For the core. */
  public readonly visit: (construct: Construct) => void

  public constructor(level: RiskLevel) {
    if (!isRisk(level))
      throw new Error(`The level of MaxBlastRadius must be ${oneOf(risks)}, not \`${String(level)}\`.`)
    this.visit = createRoleVisitor((role) => look(level, role))
  }
}
