/** What the providers that a Terraform starts take of the machine. proc(5); Linux only. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

const between = 5

/** Empty for a process that has ended meanwhile. */
const textOf = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

const tasksOf = (pid) => {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

const childrenOf = (pid) =>
  tasksOf(pid).flatMap((task) => textOf(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean))

const peakOf = (pid) => Number(/^VmHWM:\s+(\d+) kB/m.exec(textOf(`/proc/${pid}/status`))?.[1] ?? 0) * 1024

/** Of the children that have ended: a process counts the time of those it waited for. */
const ticksOfChildren = (pid) => {
  const text = textOf(`/proc/${pid}/stat`)
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return Number(fields[13] ?? 0) + Number(fields[14] ?? 0)
}

/**
 * Looks at the children of a Terraform until it ends. Only at them: a look at all processes would take the processor
 * from what is measured.
 */
export const watchProviders = (pid) => {
  const usage = { peak: 0, seconds: 0 }
  const look = () => {
    usage.peak = Math.max(usage.peak, ...childrenOf(pid).map(peakOf))
    usage.seconds = Math.max(usage.seconds, ticksOfChildren(pid) / ticksPerSecond)
  }
  const timer = setInterval(look, between)
  return () => {
    clearInterval(timer)
    return usage
  }
}
