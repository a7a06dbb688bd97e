import { readdir, readFile } from 'node:fs/promises'
import { secondsIn } from './process-tree.mjs'

/** VmHWM is the most a process has had resident so far; asked for until it ends. proc(5) */
const residentPeak = async (pid) => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024
}

const matching = async (part) => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')))
  return pids.filter((_pid, index) => lines[index].includes(part))
}

/**
 * Watches processes whose command line holds `part` while `work` runs: the largest peak of one, in bytes, and the
 * processor time of all in seconds, but for the last moments of each. Linux only.
 */
export const watchProcesses = async (part, work) => {
  let peak = 0
  let running = true
  const seconds = new Map()
  const look = async () => {
    const pids = await matching(part)
    peak = Math.max(peak, ...(await Promise.all(pids.map(residentPeak))))
    for (const pid of pids) seconds.set(pid, secondsIn(pid) ?? seconds.get(pid) ?? 0)
  }
  const watch = (async () => {
    while (running) {
      await look()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })()
  const result = await work()
  running = false
  await watch
  return { result, peak, seconds: [...seconds.values()].reduce((sum, one) => sum + one, 0) }
}
