/** What a process and its descendants have used so far. proc(5); Linux only. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

/** Null for a process that has ended meanwhile. The name of a program may hold spaces and brackets. */
const statOf = (pid) => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return { pid, parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) }
  } catch {
    return null
  }
}

/** Seconds of processor time that a process has used; null where it has ended. */
export const secondsIn = (pid) => {
  const stat = statOf(Number(pid))
  return stat && stat.ticks / ticksPerSecond
}

const peakOf = (pid) => Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024

/** Seconds of processor time, in the program and the system for it, and the sum of the most each had resident. */
export const usageOf = (pid) => {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat !== null)
  const tree = all.filter((stat) => stat.pid === pid)
  for (const stat of tree) tree.push(...all.filter(({ parent }) => parent === stat.pid))
  return {
    seconds: tree.reduce((sum, { ticks }) => sum + ticks, 0) / ticksPerSecond,
    memory: tree.reduce((sum, stat) => sum + peakOf(stat.pid), 0),
  }
}
