/** Lists of the roles of a parent, asked for once and shared by all who can use the same one. */
import type { RoleType } from '@rolecall/shared/model/role.js'
import type { Answer, RemoteRole, RoleApi } from '../platforms/role-api.js'
import { plainLabel } from './canonical.js'
import type { Circle } from './circle.js'
import { circleKey } from './circle.js'
import { labelOf } from './role-attributes.js'

/** By id. */
export type RoleRows = ReadonlyMap<string, RemoteRole>

/** Which list, and how it is asked for. */
type ListQuery = Circle & { readonly api: RoleApi; readonly signal: AbortSignal }

type List = Answer<readonly RemoteRole[]>

/** Of a parent: thousands of creates look for their names among thousands of roles. */
export type Names = {
  readonly all: readonly RemoteRole[]
  /** Those of a name or slug, in any spelling of it. */
  readonly labelled: (label: string) => readonly RemoteRole[]
}

export type RoleLists = {
  /** The list as it was when first asked for since the last write; null where it could not be had. */
  read(query: ListQuery): Promise<RoleRows | null>
  /** The same list, or why it could not be had. */
  all(query: ListQuery): Promise<Answer<RoleRows>>
  /**
   * For the names that are taken: at most `nameAge` old, and with what was made here since. Its server time
   * is that of now.
   */
  names(query: ListQuery): Promise<Answer<Names>>
  /** The first list of this run, whatever was written since: what a plan can have known. */
  first(query: ListQuery): Promise<RoleRows | null>
  /** A list that is asked for after the call. */
  after(query: ListQuery): Promise<List>
  /** Something in the parent was written. */
  drop(circle: Circle): void
  /** A role was made, and all else is as it was. */
  add(circle: Circle, role: RemoteRole): void
}

/**
 * Milliseconds. A list before each of many creates would double their cost, which Northflank counts by
 * the hour; within this time only somebody else's role of the same name goes unseen.
 */
const nameAge = 30_000

type Asked = {
  readonly list: List
  readonly answeredAt: number
  /** The operations of who asked for it. */
  readonly by: RoleApi
}

/** Whether a list failed by the time that another role's operation may take, which is nothing to this one. */
const isOfAnother = ({ list, by }: Asked, { api }: ListQuery): boolean =>
  !list.ok && (list.failure.outOfTime ?? false) && by !== api

type Named = {
  readonly at: number
  readonly asked: Promise<Asked & { readonly index: NameIndex }>
  /** Filled once it is answered, and by what is made here. */
  readonly index: NameIndex
}

/** The list that runs, and the one that follows it for all who asked meanwhile. */
type Queue = { readonly running: Promise<Asked>; next: Promise<Asked> | null }

type NameIndex = Names & { readonly add: (role: RemoteRole) => void }

const createIndex = (roleType: RoleType): NameIndex => {
  const all: RemoteRole[] = []
  const byLabel = new Map<string, RemoteRole[]>()
  return {
    all,
    labelled: (label) => byLabel.get(plainLabel(label)) ?? [],
    add: (role) => {
      all.push(role)
      const label = plainLabel(labelOf(role.attributes, roleType))
      const known = byLabel.get(label)
      if (known) known.push(role)
      else byLabel.set(label, [role])
    },
  }
}

/** A role that moved to the next page while the pages were read stands on both. */
const byId = (roles: readonly RemoteRole[]): RoleRows => new Map(roles.map((role) => [role.id, role]))

const distinct = (roles: readonly RemoteRole[]): Iterable<RemoteRole> => byId(roles).values()

export const namesIn = (roles: readonly RemoteRole[], roleType: RoleType): Names => {
  const index = createIndex(roleType)
  for (const role of distinct(roles)) index.add(role)
  return index
}

const answerOf = async (asked: Promise<Asked>): Promise<Answer<RoleRows>> => {
  const { list } = await asked
  return list.ok ? { ...list, value: byId(list.value) } : list
}

const rowsOf = async (answered: Promise<Answer<RoleRows>>): Promise<RoleRows | null> => {
  const answer = await answered
  return answer.ok ? answer.value : null
}

type Read = { readonly asked: Promise<Asked>; readonly answer: Promise<Answer<RoleRows>> }

/** Asks until the answer is one for this query. Who fails by a time of its own takes its list away. */
const forOne = async <Answered extends Asked>(query: ListQuery, ask: () => Promise<Answered>): Promise<Answered> => {
  for (;;) {
    const asked = await ask()
    if (!isOfAnother(asked, query)) return asked
  }
}

export const createRoleLists = (now: () => number = Date.now): RoleLists => {
  const reads = new Map<string, Read>()
  const named = new Map<string, Named>()
  const firsts = new Map<string, RoleRows>()
  const queues = new Map<string, Queue>()

  const ask = async ({ api, parent, signal }: ListQuery): Promise<Asked> => {
    const list = await api.list(parent, { signal })
    return { list, answeredAt: now(), by: api }
  }

  const read = (query: ListQuery): Read => {
    const asked = ask(query)
    return { asked, answer: answerOf(asked) }
  }

  /** What failed is asked for again by the next who needs it. */
  const keepWhole = (key: string, own: Named, list: List): void => {
    if (!list.ok) {
      if (named.get(key) === own) named.delete(key)
      return
    }
    if (!firsts.has(key)) firsts.set(key, byId(list.value))
    for (const role of distinct(list.value)) own.index.add(role)
  }

  const namesOf = (query: ListQuery): Named => {
    const key = circleKey(query)
    const known = named.get(key)
    if (known && now() - known.at < nameAge) return known
    const index = createIndex(query.roleType)
    const asked = ask(query).then((answer) => {
      keepWhole(key, fresh, answer.list)
      return { ...answer, index }
    })
    const fresh: Named = { at: now(), asked, index }
    named.set(key, fresh)
    return fresh
  }

  const queued = (query: ListQuery): Promise<Asked> => {
    const key = circleKey(query)
    const queue = queues.get(key)
    if (queue) return (queue.next ??= queue.running.then(() => queued(query)))
    const running = ask(query)
    const own: Queue = { running, next: null }
    queues.set(key, own)
    void running.finally(() => queues.delete(key))
    return running
  }

  const readOf = async (query: ListQuery): Promise<Answer<RoleRows>> => {
    const key = circleKey(query)
    for (;;) {
      const known = reads.get(key) ?? read(query)
      reads.set(key, known)
      const answer = await known.answer
      if (answer.ok || !isOfAnother(await known.asked, query)) return answer
      if (reads.get(key) === known) reads.delete(key)
    }
  }

  return {
    read: (query) => rowsOf(readOf(query)),
    all: readOf,
    names: async (query) => {
      const { list, answeredAt, index } = await forOne(query, () => namesOf(query).asked)
      if (!list.ok) return list
      const serverTime = list.serverTime === null ? null : list.serverTime + (now() - answeredAt)
      return { ...list, value: index, serverTime }
    },
    first: async (query) => firsts.get(circleKey(query)) ?? rowsOf(answerOf(namesOf(query).asked)),
    after: async (query) => (await forOne(query, () => queued(query))).list,
    drop: (circle) => {
      reads.delete(circleKey(circle))
      named.delete(circleKey(circle))
    },
    add: (circle, role) => {
      reads.delete(circleKey(circle))
      named.get(circleKey(circle))?.index.add(role)
    },
  }
}
