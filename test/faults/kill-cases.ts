/** Every way to end a process in the middle of a write. */
import { isWrite } from './asked.js'
import type { Undecidable } from './cases.js'
import type { Moment } from './proxy.js'
import type { Recorded } from './record.js'

export const targets = ['provider', 'terraform', 'group', 'sandbox'] as const
export const signals = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const
const moments = ['before', 'after'] as const

export type Target = (typeof targets)[number]
export type Signal = (typeof signals)[number]

export type KillCase = {
  readonly id: string
  readonly recorded: Recorded
  readonly at: number
  readonly moment: Moment
  readonly target: Target
  readonly signal: Signal
  readonly undecidable: ReadonlySet<Undecidable>
}

/** A role was made, and whoever would have kept its id, or shown it, is no more. */
const isLost = (target: Target, signal: Signal, moment: Moment): boolean => {
  if (target === 'sandbox') return moment === 'after'
  if (signal !== 'SIGKILL') return false
  // Without terraform the provider still ends the write; without the provider nobody does.
  return target === 'terraform' || moment === 'after'
}

export const killCasesOf = (recordings: readonly Recorded[]): readonly KillCase[] =>
  recordings.flatMap((recorded) =>
    recorded.requests.flatMap((request, at) =>
      targets.flatMap((target) =>
        signals.flatMap((signal) =>
          moments.flatMap((moment): KillCase[] => {
            if (!isWrite(request)) return []
            const isUndecidable = request.what === 'create' && isLost(target, signal, moment)
            const id = ['kill', recorded.type, recorded.phase, at, moment, target, signal].join('/')
            return [{ id, recorded, at, moment, target, signal, undecidable: new Set(isUndecidable ? ['import'] : []) }]
          }),
        ),
      ),
    ),
  )
