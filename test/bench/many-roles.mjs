/** `plan` and `apply` of so many roles in one state that only what grows with them counts: requests and memory. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countRequests } from './counting.mjs'
import { watchProcesses } from './peak-memory.mjs'
import { keepState } from './state-server.mjs'
import { megabytes, table } from './table.mjs'
import { environment, execute, roles, timed } from './terraform.mjs'

/** The variable is there to try the benchmark itself. */
const count = Number(process.env.ROLECALL_BENCH_ROLES ?? 10_000)

const plan = ['plan', '-input=false', '-detailed-exitcode']

/** @type {[string, string[]][]} */
const steps = [
  ['plan of the creation', ['plan', '-input=false', '-out=plan']],
  ['apply', ['apply', '-input=false', 'plan']],
  ['first plan after it', plan],
  ['apply without changes', ['apply', '-input=false', '-auto-approve']],
  ['plan after that', plan],
]

const withRefresh = (how) => `provider "rolecall" {\n  refresh = "${how}"\n}\n`

const required = 'terraform {\n  required_providers {\n    rolecall = { source = "rolecall/rolecall" }\n  }\n}\n'

const allRoles = (more = '') => `${required}data "rolecall_astro_roles" "all" {${more}}\n`

/** A directory of its own, with the state elsewhere where one is given. */
const prepare = async (env, files) => {
  const cwd = await mkdtemp(join(tmpdir(), 'rolecall-bench-'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text)
  await execute('terraform', ['init', '-input=false'], { cwd, env })
  return cwd
}

export const manyRoles = async () => {
  const { env: direct, close } = await environment()
  const service = await countRequests(direct.ASTRO_API_URL)
  const env = { ...direct, ASTRO_API_URL: `${service.origin}/v1` }
  const state = await keepState()
  const directories = []
  const row = async (name, args, cwd) => {
    service.said()
    const { result, peak } = await watchProcesses('terraform-provider-rolecall', () =>
      timed(() => execute('terraform', args, { cwd, env })),
    )
    return [name, `${(result / 1000).toFixed(1)} s`, service.said(), megabytes(peak)]
  }
  try {
    const backend = `terraform {\n  backend "http" {\n    address = "${state.address}"\n  }\n}\n`
    const cwd = await prepare(env, { 'main.tf': roles(count), 'backend.tf': backend })
    directories.push(cwd)
    const rows = []
    for (const [name, args] of steps) rows.push(await row(name, args, cwd))
    await writeFile(join(cwd, 'provider.tf'), withRefresh('get'))
    rows.push(await row('the same with refresh = "get"', plan, cwd))
    for (const [name, more] of [
      ['data source of all roles', ''],
      ['the same with include_permissions', '\n  include_permissions = true\n'],
    ]) {
      const own = await prepare(env, { 'main.tf': allRoles(more) })
      directories.push(own)
      rows.push(await row(name, plan, own))
    }
    const head = [`${count.toLocaleString('en')} roles`, 'time', 'requests', 'provider peak memory']
    return { title: 'Terraform, many roles in one state', text: table(head, rows), ok: true }
  } finally {
    state.close()
    service.close()
    await close()
    for (const each of directories) await rm(each, { recursive: true })
  }
}
