import { readdir, readFile } from 'node:fs/promises'

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

/** Watches processes whose command line holds `part` while `work` runs; the largest peak of one, in bytes. Linux only. */
export const peakMemoryOf = async (part, work) => {
  let peak = 0
  let running = true
  const watch = (async () => {
    while (running) {
      const peaks = await Promise.all((await matching(part)).map(residentPeak))
      peak = Math.max(peak, ...peaks)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })()
  const result = await work()
  running = false
  await watch
  return { result, peak }
}
