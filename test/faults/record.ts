/** Lives through every phase without a fault, and keeps what is needed to begin at any of them. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from '../../provider/sandbox/sandbox.js'
import type { KindName } from '../provider/terraform/support/kinds.js'
import type { Asked } from './asked.js'
import { asked } from './asked.js'
import { attach } from './attached.js'
import type { Fields } from './bodies.js'
import type { PhaseName } from './life.js'
import { foreign, lifeOf } from './life.js'
import { idsInState, labelOf, platformIn } from './platform.js'

export type Recorded = {
  readonly type: KindName
  readonly phase: PhaseName
  readonly configuration: Fields
  /** Terraform's, and the sandbox's; before the phase. */
  readonly state: string | null
  readonly before: string
  readonly after: string
  /** Names or slugs of the roles that the state then has; all others are nobody's business. */
  readonly owned: readonly string[]
  readonly requests: readonly Asked[]
}

export type Recording = {
  readonly phases: readonly Recorded[]
  /** What the sandbox makes its tokens from. */
  readonly key: string
  readonly env: Readonly<Record<string, string>>
  /** Path of the foreign role, by type. */
  readonly other: Readonly<Record<string, string>>
}

const hour = 3_600_000

/** Hours before now, so that nothing that follows lies before what was recorded. */
const startingAt = (): { now: () => number; pass: () => void } => {
  let ago = 24 * hour
  return {
    now: () => Date.now() - ago,
    pass: () => {
      ago -= hour / 2
    },
  }
}

export const record = async (types: readonly KindName[]): Promise<Recording> => {
  const directory = await mkdtemp(join(tmpdir(), 'rolecall-life-'))
  const file = join(directory, 'sandbox.json')
  const time = startingAt()
  let requests: Asked[] = []
  const sandbox = await startSandbox({
    stateFile: file,
    clock: time.now,
    intercept: ({ method, url }) => {
      requests.push(asked(method, url))
      return undefined
    },
  })
  const phases: Recorded[] = []
  const other: Record<string, string> = {}
  const attached = await attach({ ...sandbox.env })
  const text = async (path: string): Promise<string | null> => readFile(path, 'utf8').catch(() => null)
  try {
    for (const type of types) {
      const workspace = await attached.workspace()
      const { kind, phases: steps } = await lifeOf(type, sandbox)
      requests = []
      await kind.remote.get(`${await kind.remote.find(foreign)}`)
      other[type] = requests.at(-1)?.url ?? ''
      for (const { name, configuration, before, settled } of steps) {
        time.pass()
        if (settled) await workspace.apply('-refresh-only')
        await before?.()
        time.pass()
        await workspace.write(configuration)
        const state = await text(join(workspace.directory, 'terraform.tfstate'))
        const start = `${await text(file)}`
        requests = []
        const applied = await workspace.apply('-parallelism=1')
        if (applied.code !== 0)
          throw new Error(`${type} does not live through ${name} without a fault: ${applied.stdout}`)
        const made = [...requests]
        const after = `${await text(file)}`
        const ids = await idsInState(workspace)
        const owned = platformIn(type, after)
          .roles.filter(({ id }) => ids.includes(`${id}`))
          .map((role) => labelOf(type, role))
        phases.push({ type, phase: name, configuration, state, before: start, after, owned, requests: made })
      }
    }
    return { phases, key: `${await text(`${file}.key`)}`, env: sandbox.env, other }
  } finally {
    await attached.close()
    await sandbox.close()
    await rm(directory, { recursive: true })
  }
}
