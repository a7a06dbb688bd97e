/** What was tried and how it ended, as Markdown tables. */
import type { FaultCase } from './cases.js'
import type { KillCase } from './kill-cases.js'
import type { Result } from './run-all.js'

const ends = ['held', 'import', 'orphan', 'failed'] as const

const meanings = [
  'held: one clean apply, and all was as configured.',
  'import: a role was made whose answer nobody could get or keep; the next apply named it and printed the block that imports it, and with that all was as configured.',
  'orphan: a DELETE was answered as done and was not; the role is still there, and nobody can know.',
]

const table = (head: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const counted = <Case>(title: string, results: readonly Result<Case>[], groupOf: (one: Case) => string): string => {
  const groups = [...new Set(results.map(({ one }) => groupOf(one)))].sort()
  const rows = [...groups, 'all'].map((group) => {
    const those = results.filter(({ one }) => group === 'all' || groupOf(one) === group)
    return [group, those.length, ...ends.map((end) => those.filter(({ verdict }) => verdict.kind === end).length)]
  })
  return table([title, 'cases', ...ends], rows)
}

type Given = { readonly cases: number; readonly kills: number; readonly seed: number }

export const sayResults = (
  faulted: readonly Result<FaultCase>[],
  killed: readonly Result<KillCase>[],
  { cases, kills, seed }: Given,
): string => {
  const uneven = new Set(faulted.filter(({ verdict }) => verdict.kind !== 'held').map(({ one }) => one.fault.name))
  const parts = [
    `Seed ${seed}: ${faulted.length} of ${cases} faults, ${killed.length} of ${kills} kills.`,
    ...(faulted.length > 0 ? [counted('faults', faulted, ({ recorded, mode }) => `${recorded.type}, ${mode}`)] : []),
    ...(uneven.size > 0
      ? [
          counted(
            'kinds that not always held',
            faulted.filter(({ one }) => uneven.has(one.fault.name)),
            ({ fault }) => fault.name,
          ),
        ]
      : []),
    ...(killed.length > 0 ? [counted('kills', killed, ({ target, signal }) => `${target}, ${signal}`)] : []),
    meanings.join('\n'),
  ]
  return parts.join('\n\n')
}
