/** Where cases run, one after the other: a provider, a proxy and a directory of their own. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PlatformKey } from '@rolecall/shared/platforms/registry.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import type { Sandbox } from '../../provider/sandbox/contract.js'
import { startSandbox } from '../../provider/sandbox/sandbox.js'
import { roleTypeOf } from '../provider/terraform/support/kinds.js'
import type { Workspace } from '../provider/terraform/support/workspace.js'
import type { Asked } from './asked.js'
import { attach, patient } from './attached.js'
import type { FaultCase } from './cases.js'
import { isHit } from './cases.js'
import type { Verdict } from './converge.js'
import { converge, failed, whatBroke } from './converge.js'
import { befalls } from './fault.js'
import { startProxy } from './proxy.js'
import type { Recorded, Recording } from './record.js'

export type Lane = {
  run(one: FaultCase): Promise<Verdict>
  close(): Promise<void>
}

/** What hangs is ended; nothing here waits that long. */
const longest = 30_000

/** A case that lets a try wait for an answer waits for this long. */
const impatient = 400

export const originOf = (sandbox: Sandbox, { type }: Recorded): string =>
  sandbox[platformOf(roleTypeOf(type)).key as PlatformKey].origin

/** The provider's settings, less where the platforms are: that is the proxy. */
export const environmentThrough = (origin: string, env: Recording['env']): Record<string, string> => ({
  ...env,
  ...Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => {
      const from = /^https?:\/\/[^/]+/.exec(value)
      return from ? [[name, `${origin}${value.slice(from[0].length)}`]] : []
    }),
  ),
})

/** The directory and the sandbox's files as they were before the phase. */
export const restore = async (
  { directory, write }: Workspace,
  { configuration, state, before }: Recorded,
  key: string,
): Promise<string> => {
  const old = (await readdir(directory)).filter((name) =>
    /^terraform\.tfstate|^import-|^\.terraform\.tfstate|^sandbox/.test(name),
  )
  await Promise.all(old.map((name) => rm(join(directory, name), { recursive: true })))
  await write(configuration)
  if (state !== null) await writeFile(join(directory, 'terraform.tfstate'), state)
  const file = join(directory, 'sandbox.json')
  await writeFile(file, before)
  await writeFile(`${file}.key`, key)
  return file
}

export const openLane = async (recording: Recording): Promise<Lane> => {
  const proxy = await startProxy()
  const attached = await attach(environmentThrough(proxy.origin, recording.env))
  const workspace = await attached.workspace()

  const faulty = async ({ recorded, fault, mode, at }: FaultCase, upstream: string): Promise<Verdict | null> => {
    const other = recording.other[recorded.type] ?? ''
    const faultOf = (request: Asked, index: number) =>
      befalls(fault, request) && isHit(mode, at, request, index) ? fault : null
    const waits = fault.name.startsWith('timeout') || fault.work === 'late'
    proxy.begin({ upstream, other, faultOf })
    attached.patience = waits ? impatient : patient
    let isOver = false
    const run = await workspace.run(['apply', '-json', '-auto-approve', '-parallelism=1'], {
      onStart: (child) => {
        setTimeout(() => {
          if (!isOver) child.kill('SIGKILL')
        }, longest).unref()
      },
    })
    isOver = true
    await proxy.settled()
    proxy.begin({ upstream, other })
    attached.patience = patient
    if (run.code === null) return failed(`the apply does not end within ${longest / 1000} s`)
    const broke = whatBroke(run)
    return broke === null ? null : failed(broke)
  }

  return {
    run: async (one) => {
      const file = await restore(workspace, one.recorded, recording.key)
      const sandbox = await startSandbox({ stateFile: file })
      const platform = (): Promise<string> => readFile(file, 'utf8')
      try {
        const early = await faulty(one, originOf(sandbox, one.recorded))
        return early ?? (await converge({ workspace, recorded: one.recorded, undecidable: one.undecidable, platform }))
      } finally {
        await sandbox.close()
      }
    },
    close: async () => {
      await attached.close()
      await proxy.close()
    },
  }
}
