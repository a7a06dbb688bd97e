/** Which organization, team or tenant a role belongs to. */

import type { RoleType } from '@rolecall/shared/model/role.js'
import { parentNoun } from '@rolecall/shared/model/role.js'
import type { Unknown } from '@rolecall/shared/model/unknown.js'
import type { Diagnostic } from '../framework/diagnostic.js'
import { error, warning } from '../framework/diagnostic.js'
import type { PlanRequest } from '../framework/resource.js'
import type { ParentId, PlatformAdapter } from '../platforms/role-api.js'
import type { Value, ValueRecord } from '../value/value.js'
import { same } from './canonical.js'
import type { RoleOperation } from './operation.js'

type WithParent = { readonly parent: Value; readonly problem?: Diagnostic }

/** What a role is told of by, and where what holds it may be said. */
type Place = 'resource' | 'data source' | 'list' | 'identity' | 'import id'

const ownWay = ({ parent }: RoleType, place: Place): string =>
  place === 'import id'
    ? `the ${parent?.noun} before the id (${parent?.noun.toUpperCase()}/ID)`
    : `${parent?.attribute} of the ${place}`

/** What an import goes by is typed, and stands in no configuration of the provider's. */
const attributeOf = ({ parent }: RoleType, place: Place): readonly string[] | undefined =>
  parent === null || place === 'import id' || place === 'identity' ? undefined : [parent.attribute]

const noParent = ({ platform, parentSetting, settings }: PlatformAdapter, roleType: RoleType, place: Place) => {
  const variable = parentSetting === null ? undefined : settings[parentSetting]?.environment
  const ways = [
    ownWay(roleType, place),
    ...(parentSetting === null ? [] : [`${platform.key}.${parentSetting} of the provider block`]),
    ...(variable === undefined ? [] : [`${variable} in the environment`]),
  ]
  return error(
    `The ${parentNoun(roleType)} of the role is not set`,
    `A role of ${platform.title} belongs to one ${parentNoun(roleType)}. Set one of: ${ways.join(', ')}.`,
    attributeOf(roleType, place),
  )
}

/**
 * A state with what holds the role filled in. One that was moved from another provider may not say it, and means the
 * provider's default until it is read; where there is none, what `asked`, a configuration or a plan, says.
 */
export const heldIn = (
  { adapter, client, roleType }: RoleOperation,
  state: ValueRecord,
  asked: ValueRecord | null = null,
): ValueRecord => {
  if (roleType.parent === null) return state
  const { attribute } = roleType.parent
  if ((state[attribute] ?? null) !== null) return state
  const found = [client.defaultParent(adapter), asked?.[attribute]].find((parent) => typeof parent === 'string')
  return { ...state, [attribute]: found ?? null }
}

/** The planned object as it is compared with what is: a role stays where it is unless the configuration says otherwise. */
export const staysIn = (
  { parent }: RoleType,
  { config, planned }: Pick<PlanRequest, 'config' | 'planned'>,
  held: ValueRecord,
): ValueRecord =>
  parent === null || (config[parent.attribute] ?? null) !== null
    ? planned
    : { ...planned, [parent.attribute]: held[parent.attribute] ?? null }

/** The parent as it will be in the state, so that the plan shows it. */
export const plannedParent = (
  adapter: PlatformAdapter,
  roleType: RoleType,
  fallback: string | null | Unknown,
  { config, planned, prior }: Pick<PlanRequest, 'config' | 'planned' | 'prior'>,
): WithParent => {
  if (roleType.parent === null) return { parent: null }
  const { attribute } = roleType.parent
  const parent = planned[attribute] ?? null
  if ((config[attribute] ?? null) !== null) return { parent }
  // A state that does not say it is no change by itself; with another change the role is in the default for good.
  if (prior !== null && ((prior[attribute] ?? null) !== null || parent === null)) return { parent }
  if (fallback === null) return { parent, problem: noParent(adapter, roleType, 'resource') }
  return { parent: fallback }
}

/** Whether two spellings name one organization, team or tenant. */
const isSameParent = (one: string, other: string, { attributes, parent }: RoleType): boolean => {
  const attribute = parent === null ? undefined : attributes[parent.attribute]
  return attribute === undefined ? one === other : same(one, other, attribute)
}

/** A role stays where it is when the provider's default moves on; that has to be said. */
export const movedDefault = (
  roleType: RoleType,
  fallback: string | null | Unknown,
  { config, prior }: { readonly config: ValueRecord; readonly prior: ValueRecord | null },
): Diagnostic | null => {
  if (roleType.parent === null || prior === null || typeof fallback !== 'string') return null
  const { attribute, noun } = roleType.parent
  const held = prior[attribute]
  if (config[attribute] !== null || typeof held !== 'string' || isSameParent(held, fallback, roleType)) return null
  return warning(
    `The role stays in ${noun} ${JSON.stringify(held)}; the provider's is ${JSON.stringify(fallback)}`,
    `The role was made in ${noun} ${held} and is read, changed and deleted there. To move it, set ` +
      `${attribute} = ${JSON.stringify(fallback)} on the resource, which makes a new role. To keep it, set ` +
      `${attribute} = ${JSON.stringify(held)}.`,
    [attribute],
  )
}

/** Where a role is looked for: where it is said, or in the provider's. */
export const soughtParent = (
  { adapter, roleType, client }: RoleOperation,
  given: string | null,
  place: Place,
): { readonly parent: ParentId } | { readonly problem: Diagnostic } => {
  if (roleType.parent === null || given !== null) return { parent: given }
  const fallback = client.defaultParent(adapter)
  if (typeof fallback === 'string') return { parent: fallback }
  if (fallback === null) return { problem: noParent(adapter, roleType, place) }
  const setting = `${adapter.platform.key}.${adapter.parentSetting ?? ''}`
  const detail = `Set ${ownWay(roleType, place)}, or ${setting} to a value that is known before apply.`
  return { problem: error(`${setting} is not known yet`, detail, attributeOf(roleType, place)) }
}
