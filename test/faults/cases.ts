/** Every case there is, and the order in which a seed takes them. */

import type { Asked } from './asked.js'
import { isWrite } from './asked.js'
import type { Fault } from './fault.js'
import { befalls } from './fault.js'
import { faults } from './kinds.js'
import type { Recorded } from './record.js'

/** Only request `at`; every one from there on; every write from there on. */
export const modes = ['once', 'from', 'writes'] as const

export type Mode = (typeof modes)[number]

/**
 * What nobody can decide, told by the case and not by how it ends.
 * `import`: a role was made, its answer was lost, and the provider had no way to find it: the next apply
 * names it and prints a block that imports it. `orphan`: a DELETE was answered as done and was not.
 */
export type Undecidable = 'import' | 'orphan'

export type FaultCase = {
  readonly id: string
  readonly recorded: Recorded
  readonly fault: Fault
  readonly mode: Mode
  readonly at: number
  readonly undecidable: ReadonlySet<Undecidable>
}

export const isHit = (mode: Mode, at: number, request: Asked, index: number): boolean => {
  if (mode === 'once') return index === at
  return index >= at && (mode === 'from' || isWrite(request))
}

const undecidableIn = ({ requests }: Recorded, fault: Fault, mode: Mode, at: number): ReadonlySet<Undecidable> => {
  const hit = requests.filter((request, index) => befalls(fault, request) && isHit(mode, at, request, index))
  const makes = hit.some(({ what }) => what === 'create')
  // What is done late is done when nobody looks any more.
  const isUnseen = fault.work === 'late' || (mode === 'from' && fault.on !== 'write')
  const found: Undecidable[] = []
  if (makes && fault.hides && isUnseen) found.push('import')
  if (fault.lies && hit.some(({ what }) => what === 'delete')) found.push('orphan')
  return new Set(found)
}

/** What a read is answered with does not depend on whether the platform was asked. */
const isTold = (fault: Fault, mode: Mode, request: Asked): boolean => {
  if (!befalls(fault, request) || (mode === 'writes' && !isWrite(request))) return false
  return (
    mode !== 'once' || isWrite(request) || fault.work === 'done' || !faults.some(({ name }) => isTwin(name, fault.name))
  )
}

const twins = [
  ['-before', '-after'],
  ['-undone', '-done'],
] as const

const isTwin = (other: string, name: string): boolean =>
  twins.some(([one, two]) => name.endsWith(one) && other === name.replace(one, two))

export const casesOf = (recordings: readonly Recorded[]): readonly FaultCase[] =>
  recordings.flatMap((recorded) =>
    faults.flatMap((fault) =>
      modes.flatMap((mode) =>
        recorded.requests.flatMap((request, at) => {
          if (!isTold(fault, mode, request)) return []
          const id = [recorded.type, recorded.phase, mode, at, fault.name].join('/')
          return [{ id, recorded, fault, mode, at, undecidable: undecidableIn(recorded, fault, mode, at) }]
        }),
      ),
    ),
  )

/** Numbers from 0 up to 1, the same for one seed. https://en.wikipedia.org/wiki/Linear_congruential_generator */
const randomFrom = (seed: number): (() => number) => {
  let state = (seed * 2_654_435_761) >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const shuffled = <Item>(items: readonly Item[], random: () => number): Item[] => {
  const left = [...items]
  for (let index = left.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1))
    const [one, two] = [left[index], left[other]]
    if (one !== undefined && two !== undefined) [left[index], left[other]] = [two, one]
  }
  return left
}

/** All of them in rounds: each round has one of every group that still has some. */
export const inRounds = <Item>(
  items: readonly Item[],
  groupOf: (item: Item) => string,
  seed: number,
): readonly Item[] => {
  const random = randomFrom(seed)
  const groups = new Map<string, Item[]>()
  for (const item of shuffled(items, random)) groups.set(groupOf(item), [...(groups.get(groupOf(item)) ?? []), item])
  const rounds: Item[] = []
  for (let round = 0; rounds.length < items.length; round += 1) {
    for (const group of groups.values()) {
      const item = group[round]
      if (item !== undefined) rounds.push(item)
    }
  }
  return rounds
}
