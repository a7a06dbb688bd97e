/**
 * Which roles this process plans to keep, make and destroy, and which it wrote: one role of a platform belongs to
 * one resource. Terraform tells a provider no addresses and plans some of them twice, so what two calls say of one
 * role or one name is a conflict only where they cannot be about the same resource.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { lettersOf, plainLabel } from './canonical.js'
import type { Circle } from './circle.js'
import { circleKey, roleKey } from './circle.js'

export type Conflict =
  /** Two resources hold one role, and one of them destroys it. */
  | { readonly kind: 'kept-and-destroyed'; readonly id: string; readonly imported: boolean }
  /** Two resources plan one name. `ids` are of those that exist: none for two creates. */
  | { readonly kind: 'planned-twice'; readonly ids: readonly string[] }
  /** A create of the name with which a role ends that another resource keeps. */
  | { readonly kind: 'kept-name'; readonly id: string }
  /** A create of the name of a role that another resource destroys: perhaps its address was changed. */
  | { readonly kind: 'destroyed-name'; readonly id: string }

export type Register = {
  /** A role of the state was read, which says nothing of what becomes of it. */
  read(circle: Circle, id: string, label: string): void
  imported(circle: Circle, id: string): void
  /** The label is null where it is not known yet. */
  keep(circle: Circle, id: string, label: string | null): Conflict | null
  /** `replaced` is the id of the role that this one replaces, where the plan tells. */
  create(circle: Circle, label: string, replaced: string | null): Conflict | null
  destroy(circle: Circle, id: string, label: string): Conflict | null
  /** A role was written in this apply. */
  wrote(circle: Circle, id: string): void
  hasWritten(circle: Circle, id: string): boolean
  /** Whether another resource of the plan keeps the role, or has written it. */
  isOwned(circle: Circle, id: string): boolean
  /** A role was deleted in this apply, or has another name now: the one it had is free. */
  released(circle: Circle, id: string, how: 'deleted' | 'renamed'): void
  hasDeleted(circle: Circle, id: string): boolean
  /** Whether this process deletes or renames the role within some milliseconds. */
  awaitRelease(circle: Circle, id: string, milliseconds: number, signal: AbortSignal): Promise<boolean>
  /**
   * Runs the deletion of a role. Until it has ended nobody may make a role of that name: a deletion is sent again where
   * its answer was lost, and where ids come from names it would then delete the new role.
   */
  deleting<Result>(circle: Circle, label: string, task: () => Promise<Result>): Promise<Result>
  /** Ends when no deletion of a role of that name is under way. */
  undisturbed(circle: Circle, label: string): Promise<void>
}

/** Roles by id with their labels, where those are known, and found by them. */
type Labelled = { readonly labels: Map<string, string | null>; readonly ids: Map<string, Set<string>> }

const noneLabelled = (): Labelled => ({ labels: new Map(), ids: new Map() })

const remove = ({ labels, ids }: Labelled, id: string): void => {
  const label = labels.get(id) ?? null
  labels.delete(id)
  if (label !== null) ids.get(label)?.delete(id)
}

const put = (roles: Labelled, id: string, label: string | null): void => {
  remove(roles, id)
  roles.labels.set(id, label)
  if (label !== null) roles.ids.set(label, (roles.ids.get(label) ?? new Set()).add(id))
}

/** An id with this label, other than one; null where there is none. */
const otherWith = ({ ids }: Labelled, label: string, id: string | null): string | null => {
  for (const each of ids.get(label) ?? []) if (each !== id) return each
  return null
}

type Entries = {
  readonly read: Labelled
  readonly kept: Labelled
  readonly destroyed: Labelled
  /** By label the ids of what creates replace; null for one that replaces nothing known. */
  readonly created: Map<string, Set<string | null>>
  readonly imported: Set<string>
  readonly written: Set<string>
  readonly deleted: Set<string>
  readonly renamed: Set<string>
}

const noEntries = (): Entries => ({
  read: noneLabelled(),
  kept: noneLabelled(),
  destroyed: noneLabelled(),
  created: new Map(),
  imported: new Set(),
  written: new Set(),
  deleted: new Set(),
  renamed: new Set(),
})

/** Whether some create of the label is not the replacement of this role. */
const isMadeBeside = ({ created }: Entries, label: string, replaced: string | null): boolean =>
  [...(created.get(label) ?? [])].some((each) => each !== replaced)

/**
 * A role of the state with this name, of which no plan has spoken: it may be the tainted object of the resource
 * whose create is planned, and such a create is planned again after the role is read.
 */
const mayBeTainted = ({ read, kept, destroyed }: Entries, label: string): boolean =>
  [...(read.ids.get(label) ?? [])].some((id) => !kept.labels.has(id) && !destroyed.labels.has(id))

const keptAndDestroyed = ({ imported }: Entries, id: string): Conflict => ({
  kind: 'kept-and-destroyed',
  id,
  imported: imported.has(id),
})

const keepIn = (entries: Entries, id: string, label: string | null): Conflict | null => {
  put(entries.kept, id, label)
  if (entries.destroyed.labels.has(id)) return keptAndDestroyed(entries, id)
  if (label === null) return null
  const other = otherWith(entries.kept, label, id)
  if (other !== null) return { kind: 'planned-twice', ids: [other, id] }
  return isMadeBeside(entries, label, id) ? { kind: 'kept-name', id } : null
}

const createIn = (entries: Entries, label: string, replaced: string | null): Conflict | null => {
  if (replaced !== null) remove(entries.kept, replaced)
  const creates = entries.created.get(label) ?? new Set()
  const isSecondNew = replaced === null && creates.has(null) && !mayBeTainted(entries, label)
  const isSecond = isSecondNew || isMadeBeside(entries, label, replaced)
  entries.created.set(label, creates.add(replaced))
  const kept = otherWith(entries.kept, label, null)
  if (kept !== null) return { kind: 'kept-name', id: kept }
  if (isSecond) return { kind: 'planned-twice', ids: [] }
  const destroyed = otherWith(entries.destroyed, label, replaced)
  return destroyed === null ? null : { kind: 'destroyed-name', id: destroyed }
}

const destroyIn = (entries: Entries, id: string, label: string): Conflict | null => {
  put(entries.destroyed, id, label)
  if (entries.kept.labels.has(id)) return keptAndDestroyed(entries, id)
  return isMadeBeside(entries, label, id) ? { kind: 'destroyed-name', id } : null
}

export const createRegister = (): Register => {
  const circles = new Map<string, Entries>()
  const waiting = new Map<string, (() => void)[]>()
  const deletions = new Map<string, Promise<unknown>>()

  const entriesOf = (circle: Circle): Entries => {
    const known = circles.get(circleKey(circle)) ?? noEntries()
    circles.set(circleKey(circle), known)
    return known
  }
  // Ids that come from names keep no more of them than this.
  const lettersKey = (circle: Circle, label: string): string => `${circleKey(circle)} ${lettersOf(label)}`
  const waitersOf = (circle: Circle, id: string): (() => void)[] => {
    const key = roleKey(circle, id)
    const waiters = waiting.get(key) ?? []
    waiting.set(key, waiters)
    return waiters
  }

  return {
    read: (circle, id, label) => put(entriesOf(circle).read, id, plainLabel(label)),
    imported: (circle, id) => void entriesOf(circle).imported.add(id),
    keep: (circle, id, label) => keepIn(entriesOf(circle), id, label === null ? null : plainLabel(label)),
    create: (circle, label, replaced) => createIn(entriesOf(circle), plainLabel(label), replaced),
    destroy: (circle, id, label) => destroyIn(entriesOf(circle), id, plainLabel(label)),
    wrote: (circle, id) => {
      entriesOf(circle).written.add(id)
      // Some platforms make ids from names, and a replacement has that of the role before.
      entriesOf(circle).deleted.delete(id)
    },
    hasWritten: (circle, id) => entriesOf(circle).written.has(id),
    isOwned: (circle, id) => {
      const { kept, written } = entriesOf(circle)
      return kept.labels.has(id) || written.has(id)
    },
    released: (circle, id, how) => {
      const entries = entriesOf(circle)
      entries[how].add(id)
      for (const resume of waitersOf(circle, id).splice(0)) resume()
    },
    hasDeleted: (circle, id) => entriesOf(circle).deleted.has(id),
    awaitRelease: async (circle, id, milliseconds, signal) => {
      const { deleted, renamed } = entriesOf(circle)
      const isReleased = (): boolean => deleted.has(id) || renamed.has(id)
      if (isReleased()) return true
      const over = new AbortController()
      const either = AbortSignal.any([signal, over.signal])
      waitersOf(circle, id).push(() => over.abort())
      await sleep(milliseconds, undefined, { signal: either }).catch(() => undefined)
      return isReleased()
    },
    deleting: (circle, label, task) => {
      const key = lettersKey(circle, label)
      const running = task()
      const ended = Promise.allSettled([deletions.get(key), running])
      deletions.set(key, ended)
      void ended.then(() => {
        if (deletions.get(key) === ended) deletions.delete(key)
      })
      return running
    },
    undisturbed: async (circle, label) => {
      await deletions.get(lettersKey(circle, label))
    },
  }
}
