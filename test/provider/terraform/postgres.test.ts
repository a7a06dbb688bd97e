/** Two pipelines on one state that PostgreSQL keeps: while one writes, the other waits or is turned away. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import type { Attached } from '../../faults/attached.js'
import { attach } from '../../faults/attached.js'
import type { Proxy } from '../../faults/proxy.js'
import { startProxy } from '../../faults/proxy.js'
import { kindOf } from './support/kinds.js'
import type { Postgres } from './support/postgres.js'
import { postgresPrograms, startPostgres } from './support/postgres.js'
import type { Workspace } from './support/workspace.js'

const programs = postgresPrograms()
const missing = 'initdb and pg_ctl are missing: apt-get install postgresql'
if (programs === null && !process.env['ROLECALL_NO_SKIPS'])
  console.error(`npm test: skipped two pipelines on one state, ${missing}`)

let sandbox: Sandbox
let proxy: Proxy
let postgres: Postgres
/** One provider for each pipeline. */
let pipelines: readonly Attached[] = []

beforeAll(async () => {
  if (programs === null) return
  sandbox = await startSandbox()
  proxy = await startProxy()
  postgres = await startPostgres(programs)
  const environment = { ...sandbox.env, ASTRO_API_URL: `${proxy.origin}/v1` }
  pipelines = [await attach({ ...environment }), await attach({ ...environment })]
})
afterAll(async () => {
  if (programs === null) return
  await Promise.all(pipelines.map((pipeline) => pipeline.close()))
  await proxy.close()
  await sandbox.close()
  await postgres.close()
})

const withPostgres = programs === null && !process.env['ROLECALL_NO_SKIPS'] ? test.skip : test

type Pulled = {
  readonly resources: readonly {
    readonly name: string
    readonly instances: readonly { readonly attributes: { readonly id: string } }[]
  }[]
}

const stateOf = async (workspace: Workspace): Promise<Readonly<Record<string, string>>> => {
  const { resources } = JSON.parse((await workspace.run(['state', 'pull'])).stdout) as Pulled
  return Object.fromEntries(resources.map(({ name, instances }) => [name, `${instances[0]?.attributes.id}`]))
}

withPostgres('a second pipeline fails on the lock, or waits for it, and the state is whole', async () => {
  if (programs === null) throw new Error(missing)
  const kind = kindOf('astro_role', sandbox)
  const a = kind.minimal('Shared')
  const [one, two] = (await Promise.all(pipelines.map((pipeline) => pipeline.workspace()))) as [Workspace, Workspace]
  const backend = {
    terraform: {
      required_providers: { rolecall: { source: 'registry.terraform.io/rolecall/rolecall' } },
      backend: { pg: { conn_str: postgres.connection } },
    },
  }
  await one.write({ ...backend, resource: { [kind.type]: { a } } })
  await two.write({ ...backend, resource: { [kind.type]: { a, b: kind.minimal('Second') } } })
  for (const workspace of [one, two]) expect(await workspace.run(['init', '-no-color'])).toMatchObject({ code: 0 })

  let release = (): void => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  const writing = new Promise<void>((resolve) => {
    const hold = async ({ index }: { readonly index: number }): Promise<boolean> => {
      if (proxy.requests()[index]?.what !== 'create') return true
      resolve()
      await released
      return true
    }
    proxy.begin({ upstream: sandbox.astro.origin, other: '', hold })
  })
  const first = one.apply()
  await writing

  const turnedAway = await two.apply()
  expect(turnedAway.code).toBe(1)
  expect(turnedAway.diagnostics).toEqual([expect.objectContaining({ summary: 'Error acquiring the state lock' })])
  expect(proxy.requests().filter(({ what }) => what === 'create')).toHaveLength(1)

  let isOver = false
  const second = two.apply('-lock-timeout=60s').finally(() => (isOver = true))
  await sleep(2_000)
  expect(isOver).toBe(false)
  release()
  expect((await first).code).toBe(0)
  expect((await second).code).toBe(0)

  // The second found what the first had made, and added its own.
  expect(proxy.requests().filter(({ what }) => what === 'create')).toHaveLength(2)
  expect(await stateOf(one)).toEqual({ a: await kind.remote.find('Shared'), b: await kind.remote.find('Second') })
  expect((await two.plan()).code).toBe(0)
  expect((await two.destroy()).code).toBe(0)
})
