/** The sandbox as users start it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { KindName } from '../provider/terraform/support/kinds.js'

const command = fileURLToPath(new URL('../../provider/bin/rolecall.js', import.meta.url))

export type SandboxProcess = {
  readonly pid: number
  originOf(type: KindName): string
  /** At once, and without a word. */
  kill(): Promise<void>
}

type Announced = {
  readonly env: { readonly ASTRO_API_URL: string; readonly NORTHFLANK_BASE_URL: string; readonly JITSUDO_URL: string }
}

export const startSandboxProcess = async (stateFile: string): Promise<SandboxProcess> => {
  const child = spawn(process.execPath, [command, 'sandbox', '--json', '--state', stateFile], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  const lines = createInterface({ input: child.stdout })
  const [line] = (await Promise.race([once(lines, 'line'), ended.then(() => ['null'])])) as [string]
  const announced = JSON.parse(line) as Announced | null
  if (announced === null) throw new Error('The sandbox does not start.')
  const { env } = announced
  return {
    pid: child.pid ?? 0,
    originOf: (type) => {
      if (type === 'astro_role') return env.ASTRO_API_URL.replace(/\/v1$/, '')
      return type === 'jitsudo_role' ? env.JITSUDO_URL : env.NORTHFLANK_BASE_URL
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
