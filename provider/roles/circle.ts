import type { RoleType } from '@rolecall/shared/model/role.js'
import type { ParentId } from '../platforms/role-api.js'
import { plainLabel } from './canonical.js'

/** The roles among which names are unique. */
export type Circle = { readonly roleType: RoleType; readonly parent: ParentId }

/** Ids of organizations and tenants have no case. */
export const circleKey = ({ roleType, parent }: Circle): string =>
  JSON.stringify([roleType.name, parent?.toLowerCase() ?? null])

/** One for all spellings of a name that a platform holds to be the same. */
export const nameKey = (circle: Circle, label: string): string => `${circleKey(circle)} ${plainLabel(label)}`

export const roleKey = (circle: Circle, id: string): string => `${circleKey(circle)} ${id}`
