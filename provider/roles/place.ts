/** Which organization, team or tenant a role belongs to. */

import type { RoleType } from '@rolecall/shared/model/role.js'
import type { Unknown } from '@rolecall/shared/model/unknown.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import type { Diagnostic } from '../framework/diagnostic.js'
import { error, warning } from '../framework/diagnostic.js'
import type { PlanRequest } from '../framework/resource.js'
import type { Place, PlatformAdapter } from '../platforms/role-api.js'
import type { Value, ValueRecord } from '../value/value.js'
import { same } from './canonical.js'
import { placeNoun } from './role-attributes.js'

type Placed = { readonly place: Value; readonly problem?: Diagnostic }

const noPlace = (adapter: PlatformAdapter, roleType: RoleType): Diagnostic => {
  const { platform, placeSetting, settings } = adapter
  const variable = placeSetting === null ? undefined : settings[placeSetting]?.environment
  const ways = [
    `${roleType.place ?? ''} of the resource`,
    ...(placeSetting === null ? [] : [`${platform.key}.${placeSetting} of the provider block`]),
    ...(variable === undefined ? [] : [`${variable} in the environment`]),
  ]
  return error(
    `The ${placeNoun(roleType)} of the role is not set`,
    `A role of ${platform.title} belongs to one ${placeNoun(roleType)}. Set one of: ${ways.join(', ')}.`,
    roleType.place === null ? undefined : [roleType.place],
  )
}

/** The place as it will be in the state, so that the plan shows it. */
export const plannedPlace = (
  adapter: PlatformAdapter,
  roleType: RoleType,
  fallback: string | null | Unknown,
  { config, planned, prior }: Pick<PlanRequest, 'config' | 'planned' | 'prior'>,
): Placed => {
  if (roleType.place === null) return { place: null }
  const place = planned[roleType.place] ?? null
  if (prior !== null || (config[roleType.place] ?? null) !== null) return { place }
  if (fallback === null) return { place, problem: noPlace(adapter, roleType) }
  return { place: fallback }
}

/** Whether two spellings name one organization, team or tenant. */
export const isSamePlace = (one: string, other: string, { attributes, place }: RoleType): boolean => {
  const attribute = place === null ? undefined : attributes[place]
  return attribute === undefined ? one === other : same(one, other, attribute)
}

/** A role stays where it is when the provider's default moves on; that has to be said. */
export const movedDefault = (
  roleType: RoleType,
  fallback: string | null | Unknown,
  { config, prior }: { readonly config: ValueRecord; readonly prior: ValueRecord | null },
): Diagnostic | null => {
  if (roleType.place === null || prior === null || typeof fallback !== 'string') return null
  const held = prior[roleType.place]
  if (config[roleType.place] !== null || typeof held !== 'string' || isSamePlace(held, fallback, roleType)) return null
  const noun = placeNoun(roleType)
  return warning(
    `The role stays in ${noun} ${JSON.stringify(held)}; the provider's is ${JSON.stringify(fallback)}`,
    `The role was made in ${noun} ${held} and is read, changed and deleted there. To move it, set ` +
      `${roleType.place} = ${JSON.stringify(fallback)} on the resource, which makes a new role. To keep it, set ` +
      `${roleType.place} = ${JSON.stringify(held)}.`,
    [roleType.place],
  )
}

/** The place an import goes to: the one typed, or the provider's. */
export const importPlace = (
  adapter: PlatformAdapter,
  roleType: RoleType,
  typed: string | null,
  fallback: string | null | Unknown,
): { readonly place: Place } | { readonly problem: Diagnostic } => {
  if (roleType.place === null || typed !== null) return { place: typed }
  if (typeof fallback === 'string') return { place: fallback }
  if (fallback === unknown) {
    const setting = `${adapter.platform.key}.${adapter.placeSetting ?? ''}`
    const detail = `Put the ${placeNoun(roleType)} before the id, as in ${placeNoun(roleType).toUpperCase()}/ID, or set ${setting} to a value that is known before apply.`
    return { problem: error(`${setting} is not known yet`, detail) }
  }
  return { problem: noPlace(adapter, roleType) }
}
