/** A role that belongs to nobody here, as its data source tells it. */

import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { RemoteRole } from '../../platforms/role-api.js'
import type { ValueRecord } from '../../value/value.js'
import type { Connected } from '../operation.js'
import { grantingOf, storedOf } from '../role-attributes.js'
import { stateAfterRead } from '../state.js'

const lacks = ({ attributes }: RemoteRole, names: readonly string[]): boolean =>
  names.some((name) => !Object.hasOwn(attributes, name))

/** Whether nothing is left to ask for: rows of a list may lack permissions. */
export const isWhole = ({ roleType }: Connected, role: RemoteRole): boolean =>
  !lacks(
    role,
    Object.keys(storedOf(roleType)).filter((name) => name !== roleType.parent?.attribute),
  )

/** As an import would leave it. What the platform did not tell is null, and so is a rating without permissions. */
export const toldRole = (connected: Connected, remote: RemoteRole): ValueRecord => {
  const { adapter, roleType, parent } = connected
  const nothing: AttributeValues = roleType.parent === null ? {} : { [roleType.parent.attribute]: parent }
  const state = stateAfterRead(connected, { role: nothing, effective: null, blastRadius: null, options: {} }, remote)
  const isRated = adapter.platform.blastRadius === 'platform' || !lacks(remote, Object.keys(grantingOf(roleType)))
  const told = isRated ? state : { ...state, blast_radius: null }
  return Object.fromEntries(Object.keys(roleType.attributes).map((name) => [name, told[name] ?? null]))
}
