/** Lists of the roles in a place, asked for once and shared by all who read meanwhile. */
import type { RoleType } from '@rolecall/shared/model/role.js'
import type { Answer, Place, RemoteRole, RoleApi } from '../platforms/role-api.js'

export type RoleRows = { readonly rows: readonly RemoteRole[]; readonly byId: ReadonlyMap<string, RemoteRole> }

export type RoleLists = {
  /** The list as it was when first asked for since the last write; null where it could not be had. */
  read(api: RoleApi, roleType: RoleType, place: Place, signal: AbortSignal): Promise<RoleRows | null>
  /** For the names that are taken: at most `nameAge` old, and with what was made here since. */
  names(api: RoleApi, roleType: RoleType, place: Place, signal: AbortSignal): Promise<Answer<readonly RemoteRole[]>>
  /** Something in the place was written. */
  drop(roleType: RoleType, place: Place): void
  /** A role was made, and all else is as it was. */
  add(roleType: RoleType, place: Place, role: RemoteRole): void
}

/**
 * Milliseconds. A list before each of many creates would double their cost, which Northflank counts by
 * the hour; within this time only somebody else's role of the same name goes unseen.
 */
const nameAge = 30_000

type Named = { readonly at: number; readonly answer: Promise<Answer<readonly RemoteRole[]>>; readonly made: RemoteRole[] }

const keyOf = ({ name }: RoleType, place: Place): string => `${name} ${place ?? ''}`

const rowsOf = async (answer: Promise<Answer<readonly RemoteRole[]>>): Promise<RoleRows | null> => {
  const list = await answer
  return list.ok ? { rows: list.value, byId: new Map(list.value.map((role) => [role.id, role])) } : null
}

export const createRoleLists = (now: () => number = Date.now): RoleLists => {
  const reads = new Map<string, Promise<RoleRows | null>>()
  const named = new Map<string, Named>()

  const namesOf = (api: RoleApi, key: string, place: Place, signal: AbortSignal): Named => {
    const known = named.get(key)
    if (known && now() - known.at < nameAge) return known
    const fresh: Named = { at: now(), answer: api.list(place, { signal }), made: [] }
    named.set(key, fresh)
    return fresh
  }

  return {
    read: (api, roleType, place, signal) => {
      const key = keyOf(roleType, place)
      const list = reads.get(key) ?? rowsOf(api.list(place, { signal }))
      reads.set(key, list)
      return list
    },
    names: async (api, roleType, place, signal) => {
      const key = keyOf(roleType, place)
      const list = namesOf(api, key, place, signal)
      const answer = await list.answer
      if (answer.ok) return { ...answer, value: [...answer.value, ...list.made] }
      if (named.get(key) === list) named.delete(key)
      return answer
    },
    drop: (roleType, place) => {
      reads.delete(keyOf(roleType, place))
      named.delete(keyOf(roleType, place))
    },
    add: (roleType, place, role) => {
      reads.delete(keyOf(roleType, place))
      named.get(keyOf(roleType, place))?.made.push(role)
    },
  }
}
