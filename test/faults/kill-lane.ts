/** Where kills are tried: the built provider from a mirror, and a sandbox in a process of its own. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createWorkspace } from '../provider/terraform/support/workspace.js'
import type { Verdict } from './converge.js'
import { converge, failed } from './converge.js'
import type { KillCase } from './kill-cases.js'
import { environmentThrough, restore } from './lane.js'
import { childrenOf, haveEnded } from './processes.js'
import type { Hold } from './proxy.js'
import { startProxy } from './proxy.js'
import type { Recorded, Recording } from './record.js'
import type { SandboxProcess } from './sandbox-process.js'
import { startSandboxProcess } from './sandbox-process.js'

export type KillLane = {
  run(one: KillCase): Promise<Verdict>
  close(): Promise<void>
}

const command = fileURLToPath(new URL('../../provider/bin/rolecall.js', import.meta.url))

/** How long a signal has to show what it does, before what was held goes on. */
const pause = 300

/** A provider without a terraform, and a sandbox with connections, end in far less. */
const longestEnd = 10_000

const program = 'terraform-provider-rolecall'

/** Tries again at once, so that a case takes no longer than it must. */
const hasty = (recorded: Recorded): Recorded => ({
  ...recorded,
  configuration: { ...recorded.configuration, provider: { rolecall: { refresh: 'get', retry: { max_attempts: 2 } } } },
})

type Shot = { readonly providers: readonly number[]; readonly wasSent: boolean }

export const openKillLane = async (recording: Recording): Promise<KillLane> => {
  const proxy = await startProxy()
  const mirror = await mkdtemp(join(tmpdir(), 'rolecall-mirror-'))
  // Under the runtime of the executable it is the executable that is killed.
  const form = process.versions['bun'] === undefined ? [] : ['--executables']
  await promisify(execFile)(process.execPath, [command, 'mirror', mirror, ...form])
  const env = { ...environmentThrough(proxy.origin, recording.env), TF_CLI_CONFIG_FILE: join(mirror, 'terraform.rc') }
  const workspace = await createWorkspace(() => env)
  await workspace.write({})
  await workspace.run(['init'])

  /** Applies, and sends the signal in the middle of the write. */
  const shoot = async ({ recorded, at, moment, target, signal }: KillCase, sandbox: SandboxProcess): Promise<Shot> => {
    let terraform = 0
    let shot: Shot = { providers: [], wasSent: false }
    const hold: Hold = async (held) => {
      if (held.index !== at || held.moment !== moment || shot.wasSent) return true
      const providers = childrenOf(terraform, program)
      shot = { providers, wasSent: true }
      const pids = { provider: providers, terraform: [terraform], group: [-terraform], sandbox: [sandbox.pid] }[target]
      for (const pid of pids) process.kill(pid, signal)
      if (target === 'sandbox') await haveEnded([sandbox.pid], longestEnd)
      else await sleep(pause)
      // Of one who is gone the request does not arrive, and of one who is gone no answer comes.
      return moment === 'before' ? !held.isGone() : target !== 'sandbox'
    }
    proxy.begin({ upstream: sandbox.originOf(recorded.type), other: '', hold })
    await workspace.run(['apply', '-json', '-auto-approve', '-parallelism=1'], {
      onStart: ({ pid = 0 }) => {
        terraform = pid
      },
    })
    return shot
  }

  return {
    run: async (one) => {
      const { target } = one
      const recorded = hasty(one.recorded)
      const file = await restore(workspace, recorded, recording.key)
      let sandbox = await startSandboxProcess(file)
      try {
        const { providers, wasSent } = await shoot(one, sandbox)
        if (!wasSent) return failed('the write never came')
        if (!(await haveEnded(providers, longestEnd))) return failed('the provider outlives terraform')
        if (target === 'sandbox') {
          if (!(await haveEnded([sandbox.pid], 0))) return failed('the sandbox does not end')
          sandbox = await startSandboxProcess(file)
        }
        proxy.begin({ upstream: sandbox.originOf(recorded.type), other: '' })
        return await converge({
          workspace,
          recorded,
          undecidable: one.undecidable,
          platform: () => readFile(file, 'utf8'),
        })
      } finally {
        await sandbox.kill()
      }
    },
    close: async () => {
      await workspace.close()
      await proxy.close()
      await rm(mirror, { recursive: true })
    },
  }
}
