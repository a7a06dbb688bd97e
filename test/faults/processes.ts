/** Processes by what the system tells of them. proc(5); Linux only. */
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** The name of a program may hold spaces and brackets; the parent is the second field behind it. */
const parentOf = (pid: string): number => {
  const text = textOf(`/proc/${pid}/stat`)
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1])
}

/** The children of a process whose command line holds `part`. */
export const childrenOf = (parent: number, part: string): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent && textOf(`/proc/${name}/cmdline`).includes(part))
    .map(Number)

/** A zombie has ended; nobody has asked for its status yet. */
const isRunning = (pid: number): boolean => !['', 'Z'].includes(/\) (\w)/.exec(textOf(`/proc/${pid}/stat`))?.[1] ?? '')

/** Whether all of them end in time. */
export const haveEnded = async (pids: readonly number[], milliseconds: number): Promise<boolean> => {
  const deadline = Date.now() + milliseconds
  while (pids.some(isRunning)) {
    if (Date.now() > deadline) return false
    await sleep(20)
  }
  return true
}
