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

/** @type {[string, string[]][]} */
const steps = [
  ['plan of the creation', ['plan', '-input=false', '-out=plan']],
  ['apply', ['apply', '-input=false', 'plan']],
  ['first plan after it', ['plan', '-input=false', '-detailed-exitcode']],
  ['apply without changes', ['apply', '-input=false', '-auto-approve']],
  ['plan after that', ['plan', '-input=false', '-detailed-exitcode']],
]

export const manyRoles = async () => {
  const { env: direct, close } = await environment()
  const service = await countRequests(direct.ASTRO_API_URL)
  const env = { ...direct, ASTRO_API_URL: `${service.origin}/v1` }
  const state = await keepState()
  const cwd = await mkdtemp(join(tmpdir(), 'rolecall-bench-'))
  try {
    await writeFile(join(cwd, 'main.tf'), roles(count))
    await writeFile(
      join(cwd, 'backend.tf'),
      `terraform {\n  backend "http" {\n    address = "${state.address}"\n  }\n}\n`,
    )
    await execute('terraform', ['init', '-input=false'], { cwd, env })
    const rows = []
    for (const [name, args] of steps) {
      service.said()
      const { result, peak } = await watchProcesses('terraform-provider-rolecall', () =>
        timed(() => execute('terraform', args, { cwd, env })),
      )
      rows.push([name, `${(result / 1000).toFixed(1)} s`, service.said(), megabytes(peak)])
    }
    const head = [`${count.toLocaleString('en')} roles`, 'time', 'requests', 'provider peak memory']
    return { title: 'Terraform, many roles in one state', text: table(head, rows), ok: true }
  } finally {
    state.close()
    service.close()
    await close()
    await rm(cwd, { recursive: true })
  }
}
