/** The sandbox as users start it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import { adapters } from '../../provider/platforms/adapters.js'
import type { KindName } from '../provider/terraform/support/kinds.js'
import { roleTypeOf } from '../provider/terraform/support/kinds.js'

const command = fileURLToPath(new URL('../../provider/bin/rolecall.js', import.meta.url))

export type SandboxProcess = {
  readonly pid: number
  originOf(type: KindName): string
  /** At once, and without a word. */
  kill(): Promise<void>
}

type Announced = { readonly env: { readonly [name: string]: string } }

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
      const { key } = platformOf(roleTypeOf(type))
      const settings = adapters.find(({ platform }) => platform.key === key)?.settings ?? {}
      const values = Object.values(settings).map(({ environment = '' }) => env[environment] ?? '')
      return new URL(values.find((value) => value.startsWith('http')) ?? '').origin
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
