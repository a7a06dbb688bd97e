/** `plan` and `apply` of many roles by the real Terraform, against as many `terraform_data` as the floor. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { watchProcesses } from './peak-memory.mjs'
import { median, megabytes, milliseconds, ratio, table } from './table.mjs'

export const rolecall = fileURLToPath(new URL('../../provider/bin/rolecall.js', import.meta.url))
const counts = [100, 1000]
const runs = 3

export const roles = (count) => `terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

resource "rolecall_astro_role" "many" {
  count       = ${count}
  name        = "Bench_\${count.index}"
  scope_type  = "DEPLOYMENT"
  permissions = ["deployment.get", "deployment.airflow.dag.get", "deployment.airflow.dagRun.get"]
}
`

const floor = (count) => `resource "terraform_data" "many" {
  count = ${count}
  input = { name = "Bench_\${count.index}", permissions = ["deployment.get", "deployment.airflow.dag.get"] }
}
`

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env: NodeJS.ProcessEnv, onStart?: (pid: number | undefined) => void }} options
 */
export const execute = (command, args, { cwd = process.cwd(), env, onStart }) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    onStart?.(child.pid)
    let output = ''
    child.stdout.on('data', (data) => (output += data))
    child.stderr.on('data', (data) => (output += data))
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${command} ${args.join(' ')}: ${output}`)),
    )
  })

export const timed = async (work) => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

export const startSandbox = async (env = process.env) => {
  const child = spawn(process.execPath, [rolecall, 'sandbox', '--json'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  const { value } = await lines[Symbol.asyncIterator]().next()
  return { env: JSON.parse(value).env, stop: () => child.kill() }
}

/** One life of a configuration: plan, apply, a second plan, destroy. */
const life = async (config, env) => {
  const cwd = await mkdtemp(join(tmpdir(), 'rolecall-bench-'))
  const terraform = (...args) => execute('terraform', args, { cwd, env })
  await writeFile(join(cwd, 'main.tf'), config)
  await terraform('init', '-input=false')
  const times = {
    plan: await timed(() => terraform('plan', '-input=false', '-out=plan')),
    apply: await timed(() => terraform('apply', '-input=false', 'plan')),
    'second plan': await timed(() => terraform('plan', '-input=false', '-detailed-exitcode')),
  }
  await terraform('destroy', '-auto-approve', '-input=false')
  await rm(cwd, { recursive: true })
  return times
}

export const environment = async () => {
  const mirror = await mkdtemp(join(tmpdir(), 'rolecall-bench-mirror-'))
  await execute(process.execPath, [rolecall, 'mirror', mirror], { env: process.env })
  const sandbox = await startSandbox()
  const env = {
    ...process.env,
    ...sandbox.env,
    TF_CLI_CONFIG_FILE: join(mirror, 'terraform.rc'),
    CHECKPOINT_DISABLE: '1',
  }
  delete env.NODE_EXTRA_CA_CERTS
  return { env, close: () => (sandbox.stop(), rm(mirror, { recursive: true })) }
}

const measure = async (count, env) => {
  const ours = []
  const theirs = []
  let peak = 0
  for (let run = 0; run < runs; run += 1) {
    const watched = await watchProcesses('terraform-provider-rolecall', () => life(roles(count), env))
    ours.push(watched.result)
    peak = Math.max(peak, watched.peak)
    theirs.push(await life(floor(count), env))
  }
  return ['plan', 'apply', 'second plan'].map((step) => {
    const [own, least] = [ours, theirs].map((lives) => median(lives.map((times) => times[step])))
    return [`${step}, ${count}`, milliseconds(own), milliseconds(least), ratio(own / least), megabytes(peak)]
  })
}

export const terraform = async () => {
  const { env, close } = await environment()
  try {
    const rows = []
    for (const count of counts) rows.push(...(await measure(count, env)))
    const head = ['roles', 'rolecall_astro_role', 'terraform_data', 'ratio', 'provider peak memory']
    return { title: `Terraform, medians of ${runs} lives`, text: table(head, rows), ok: true }
  } finally {
    await close()
  }
}
