import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('serve.ts', import.meta.url))

export type Ended = {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export type Running = {
  readonly child: ChildProcessWithoutNullStreams
  /** The first line it prints, or what it printed where it ends before one. */
  readonly ready: Promise<string>
  readonly ended: Promise<Ended>
}

export const serve = (...args: readonly string[]): Running => {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args])
  let stdout = ''
  let stderr = ''
  const ready = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
      if (stdout.includes('\n')) resolve(stdout)
    })
    child.once('close', () => resolve(stdout))
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  const ended = once(child, 'close').then(
    (): Ended => ({
      code: child.exitCode,
      signal: child.signalCode,
      stdout,
      stderr,
    }),
  )
  return { child, ready, ended }
}

/** The variables that a sandbox started with `--json` printed. */
export const environmentOf = async ({ ready }: Running): Promise<Record<string, string>> => {
  const parsed: unknown = JSON.parse(await ready)
  if (typeof parsed !== 'object' || parsed === null || !('env' in parsed)) throw new Error('no environment was printed')
  return Object.fromEntries(Object.entries(parsed.env ?? {}).map(([name, value]) => [name, `${value}`]))
}
