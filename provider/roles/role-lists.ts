/** Lists of the roles in a place, asked for once and shared by all who can use the same one. */
import type { RoleType } from '@rolecall/shared/model/role.js'
import type { Answer, Place, RemoteRole, RoleApi } from '../platforms/role-api.js'

export type RoleRows = { readonly rows: readonly RemoteRole[]; readonly byId: ReadonlyMap<string, RemoteRole> }

type List = Answer<readonly RemoteRole[]>

export type RoleLists = {
  /** The list as it was when first asked for since the last write; null where it could not be had. */
  read(api: RoleApi, roleType: RoleType, place: Place, signal: AbortSignal): Promise<RoleRows | null>
  /**
   * For the names that are taken: at most `nameAge` old, and with what was made here since. Its server time
   * is that of now.
   */
  names(api: RoleApi, roleType: RoleType, place: Place, signal: AbortSignal): Promise<List>
  /** The first list of this run, whatever was written since: what a plan can have known. */
  first(api: RoleApi, roleType: RoleType, place: Place, signal: AbortSignal): Promise<RoleRows | null>
  /** A list that is asked for after the call. */
  after(api: RoleApi, roleType: RoleType, place: Place, signal: AbortSignal): Promise<List>
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

type Asked = { readonly list: List; readonly answeredAt: number }

type Named = { readonly at: number; readonly asked: Promise<Asked>; readonly made: RemoteRole[] }

/** The list that runs, and the one that follows it for all who asked meanwhile. */
type Queue = { readonly running: Promise<Asked>; next: Promise<Asked> | null }

const keyOf = ({ name }: RoleType, place: Place): string => `${name} ${place ?? ''}`

const rowsOf = async (asked: Promise<Asked>): Promise<RoleRows | null> => {
  const { list } = await asked
  return list.ok ? { rows: list.value, byId: new Map(list.value.map((role) => [role.id, role])) } : null
}

export const createRoleLists = (now: () => number = Date.now): RoleLists => {
  const reads = new Map<string, Promise<RoleRows | null>>()
  const named = new Map<string, Named>()
  const firsts = new Map<string, Promise<RoleRows | null>>()
  const queues = new Map<string, Queue>()

  const ask = async (api: RoleApi, place: Place, signal: AbortSignal): Promise<Asked> => {
    const list = await api.list(place, { signal })
    return { list, answeredAt: now() }
  }

  const namesOf = (api: RoleApi, key: string, place: Place, signal: AbortSignal): Named => {
    const known = named.get(key)
    if (known && now() - known.at < nameAge) return known
    const fresh: Named = { at: now(), asked: ask(api, place, signal), made: [] }
    named.set(key, fresh)
    if (!firsts.has(key)) firsts.set(key, rowsOf(fresh.asked))
    return fresh
  }

  const queued = (api: RoleApi, key: string, place: Place, signal: AbortSignal): Promise<Asked> => {
    const queue = queues.get(key)
    if (queue) return (queue.next ??= queue.running.then(() => queued(api, key, place, signal)))
    const running = ask(api, place, signal)
    const own: Queue = { running, next: null }
    queues.set(key, own)
    void running.finally(() => queues.delete(key))
    return running
  }

  return {
    read: (api, roleType, place, signal) => {
      const key = keyOf(roleType, place)
      const list = reads.get(key) ?? rowsOf(ask(api, place, signal))
      reads.set(key, list)
      return list
    },
    names: async (api, roleType, place, signal) => {
      const key = keyOf(roleType, place)
      const names = namesOf(api, key, place, signal)
      const { list, answeredAt } = await names.asked
      if (!list.ok) {
        if (named.get(key) === names) named.delete(key)
        return list
      }
      const serverTime = list.serverTime === null ? null : list.serverTime + (now() - answeredAt)
      return { ...list, value: [...list.value, ...names.made], serverTime }
    },
    first: (api, roleType, place, signal) => {
      const key = keyOf(roleType, place)
      const list = firsts.get(key) ?? rowsOf(namesOf(api, key, place, signal).asked)
      firsts.set(key, list)
      return list
    },
    after: async (api, roleType, place, signal) => (await queued(api, keyOf(roleType, place), place, signal)).list,
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
