/** The files of provider/examples/pipelines, run as far as they can be without the services they are for. */
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Log } from 'sarif'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import { forms } from '../terraform/support/forms.js'

const provider = fileURLToPath(new URL('../../../provider/', import.meta.url))
const example = (name: string): string => readFileSync(join(provider, 'examples/pipelines', name), 'utf8')

const isWanted = process.env['CI'] !== undefined || process.env['ROLECALL_NO_SKIPS'] !== undefined

let sandbox: Sandbox
/** Of one run of these tests. */
let root: string
let archive: string
/** A repository as the README of the pipelines says, with the package installed. */
let template: string
/** A copy of it, for one test. */
let repository: string

const main = `terraform {
  required_providers {
    rolecall = { source = "rolecall/rolecall" }
  }
}

resource "rolecall_astro_role" "all" {
  for_each    = provider::rolecall::roles(file("roles/astro.roles.yaml")).astro_role
  name        = each.value.name
  description = each.value.description
  scope_type  = each.value.scope_type
  permissions = each.value.permissions
}
`

/** Of the npm of this machine nothing counts, and what a registry has is not asked. */
const npmEnv = (): NodeJS.ProcessEnv => ({
  ...process.env,
  npm_config_offline: 'true',
  npm_config_cache: join(root, 'npm'),
})

const npm = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('npm', [...args, '--no-audit', '--no-fund'], { cwd, encoding: 'utf8', env: npmEnv() })

/** The package as npm would have it. The executable is none of it, and would take a minute. */
const pack = (): string => {
  const staged = join(root, 'package')
  for (const part of ['package.json', 'bin', 'dist/provider', 'dist/cli'])
    cpSync(join(provider, part), join(staged, part), { recursive: true })
  npm(staged, 'pack', '--ignore-scripts', '--pack-destination', root)
  return join(root, readdirSync(root).find((name) => name.endsWith('.tgz')) ?? 'none')
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'rolecall-pipelines-'))
  sandbox = await startSandbox()
  archive = pack()
  template = join(root, 'template')
  mkdirSync(join(template, 'roles'), { recursive: true })
  cpSync(join(provider, 'examples/role-files/roles/astro.roles.yaml'), join(template, 'roles/astro.roles.yaml'))
  writeFileSync(join(template, 'main.tf'), main)
  writeFileSync(join(template, '.gitignore'), 'node_modules\n.terraform\n')
  writeFileSync(join(template, 'package.json'), '{ "private": true }\n')
  npm(template, 'install', '--save-dev', archive)
  execFileSync('git', ['init', '--quiet'], { cwd: template })
})

afterAll(async () => {
  await sandbox.close()
  rmSync(root, { recursive: true, force: true })
})

beforeEach(() => {
  repository = mkdtempSync(join(root, 'repository-'))
  cpSync(template, repository, { recursive: true, verbatimSymlinks: true })
})

const breakRole = (): void => {
  const file = join(repository, 'roles/astro.roles.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('scope_type: DEPLOYMENT', 'scope_type: DEPLOYMNT'))
}

type Ran = { readonly code: number; readonly said: string }

/** GitHub and GitLab end a script with the first command that fails. Not waited for, since the sandbox is in this process. */
const shell = (script: string, env: NodeJS.ProcessEnv): Promise<Ran> =>
  new Promise((resolve) => {
    const options = { cwd: repository, env: { ...npmEnv(), TF_CLI_CONFIG_FILE: '/dev/null', ...env } }
    execFile('bash', ['-eo', 'pipefail', '-c', script], options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? -1) : 0, said: stdout + stderr }),
    )
  })

/** Nothing is left to do: the roles are what the repository says. */
const expectDeployed = async (env: NodeJS.ProcessEnv): Promise<void> => {
  const { code, said } = await shell('terraform plan -input=false -detailed-exitcode -no-color', env)
  expect(code, said).toBe(0)
}

describe('GitHub Actions', () => {
  type Step = { readonly run?: string; readonly if?: string }
  type Job = { readonly env?: Readonly<Record<string, string>>; readonly steps: readonly Step[] }
  const { jobs } = parse(example('github-actions.yml')) as { readonly jobs: Readonly<Record<string, Job>> }

  /** `vars` and `secrets` are those of the sandbox. */
  const expressions = (text: string): string =>
    text.replace(
      /\$\{\{ (?:vars|secrets)\.(\w+) \}\}/g,
      (_, name: string) => sandbox.env[name as keyof Sandbox['env']] ?? '',
    )

  /** Runs the steps of a job, and those with `always()` after one that failed. */
  const runJob = async (name: string) => {
    const job = jobs[name]
    if (!job) throw new Error(`there is no job ${name}`)
    const environmentFile = join(repository, '.git/github-env')
    writeFileSync(environmentFile, '')
    const env: NodeJS.ProcessEnv = { ...sandbox.env, RUNNER_TEMP: join(root, 'runner'), GITHUB_ENV: environmentFile }
    for (const [key, value] of Object.entries(job.env ?? {})) env[key] = expressions(value)
    const ran: Ran[] = []
    for (const step of job.steps) {
      const hasFailed = ran.some(({ code }) => code !== 0)
      if (step.run === undefined || (hasFailed && step.if !== 'always()')) continue
      ran.push(await shell(step.run, env))
      // What a step adds to the file is in the environment of the next ones.
      for (const [, key = '', value] of readFileSync(environmentFile, 'utf8').matchAll(/^([^=\n]+)=(.*)$/gm))
        env[key] = value
    }
    return { ran, env }
  }

  const sarif = (): Log => JSON.parse(readFileSync(join(repository, 'rolecall.sarif'), 'utf8')) as Log

  test('passes roles that are right', async () => {
    expect((await runJob('lint')).ran.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(sarif().runs[0]?.results).toEqual([])
  })
  test('annotates what is wrong, and uploads it all the same', async () => {
    breakRole()
    const { ran } = await runJob('lint')
    expect(ran.map(({ code }) => code)).toEqual([0, 1, 0])
    expect(ran[1]?.said).toMatch(/^::error file=roles\/astro\.roles\.yaml,line=\d+,.*title=RC008::/m)
    expect(sarif().runs[0]?.results).toHaveLength(1)
  })
  test('deploys', async () => {
    const { ran, env } = await runJob('deploy')
    expect(
      ran.map(({ code }) => code),
      ran.map(({ said }) => said).join('\n'),
    ).toEqual([0, 0, 0, 0, 0])
    expect(ran.at(-1)?.said).toMatch(/Apply complete! Resources: [1-9]/)
    await expectDeployed(env)
  })
})

/** What a Dockerfile installs, below a directory in place of `/`; what the container then has in its environment. */
const image = async (name: string): Promise<NodeJS.ProcessEnv> => {
  const place = mkdtempSync(join(root, 'image-'))
  const inPlace = (text: string): string =>
    text.replaceAll('/opt/', `${place}/opt/`).replaceAll('@rolecall/provider', archive)
  const env: NodeJS.ProcessEnv = {
    npm_config_prefix: join(place, 'usr'),
    PATH: [join(place, 'usr/bin'), process.env['PATH']].join(delimiter),
  }
  for (const line of example(name).split('\n')) {
    const [instruction = '', text = ''] = line.split(/ (.*)/)
    // Alpine's own packages are there: this test runs on node.
    if (instruction === 'RUN' && !text.startsWith('apk ')) {
      const { code, said } = await shell(inPlace(text), env)
      expect(code, said).toBe(0)
    }
    if (instruction === 'ENV') env[text.split('=')[0] ?? ''] = inPlace(text.slice(text.indexOf('=') + 1))
  }
  rmSync(join(repository, 'node_modules'), { recursive: true })
  return env
}

describe('GitLab CI', () => {
  type Job = { readonly script: readonly string[]; readonly artifacts?: { readonly reports: Record<string, string> } }
  const pipeline = parse(example('gitlab-ci.yml')) as { readonly lint: Job; readonly deploy: Job }
  const report = (name: string): string =>
    readFileSync(join(repository, pipeline.lint.artifacts?.reports[name] ?? ''), 'utf8')

  test('passes roles that are right, and deploys them', async () => {
    const env = { ...sandbox.env, ...(await image('Dockerfile')) }
    const linted = await shell(pipeline.lint.script.join('\n'), env)
    expect(linted.code, linted.said).toBe(0)
    expect(report('codequality')).toBe('[]\n')
    expect(report('junit')).toContain('failures="0"')
    // Another test deploys to the first one.
    const deployed = await shell(pipeline.deploy.script.join('\n'), { ...env, ...secondOrganization() })
    expect(deployed.code, deployed.said).toBe(0)
    await expectDeployed({ ...env, ...secondOrganization() })
  })
  test('fails with what is wrong, and writes both reports', async () => {
    breakRole()
    const { code } = await shell(pipeline.lint.script.join('\n'), await image('Dockerfile'))
    expect(code).toBe(1)
    expect(JSON.parse(report('codequality'))).toMatchObject([
      { check_name: 'RC008', location: { path: 'roles/astro.roles.yaml' } },
    ])
    expect(report('junit')).toContain('<failure type="RC008"')
  })
})

const secondOrganization = (): NodeJS.ProcessEnv => {
  const [, second] = sandbox.astro.organizations
  return { ASTRO_ORGANIZATION_ID: second?.id, ASTRO_API_TOKEN: second?.token }
}

test('Atlantis lints, and plans what is right', async () => {
  type Step = string | { readonly run: string }
  const config = parse(example('atlantis.yaml')) as { workflows: { roles: { plan: { steps: readonly Step[] } } } }
  const env = { ...sandbox.env, ...(await image('atlantis.Dockerfile')) }
  /** What its own steps run. https://www.runatlantis.io/docs/custom-workflows.html#built-in-commands */
  const own: Readonly<Record<string, string>> = {
    init: 'terraform init -input=false -no-color -upgrade',
    plan: 'terraform plan -input=false -refresh -out default.tfplan',
  }
  const script = config.workflows.roles.plan.steps
    .map((step) => (typeof step === 'string' ? (own[step] ?? 'false') : step.run))
    .join('\n')
  const planned = await shell(script, env)
  expect(planned.code, planned.said).toBe(0)
  breakRole()
  const refused = await shell(script, env)
  expect(refused.code).toBe(1)
  expect(refused.said).toContain('error RC008')
})

const isThere = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0

const hasPreCommit = isThere('pre-commit')
if (!hasPreCommit) console.warn('Not run: the hook of pre-commit, which is missing: apt-get install pre-commit.')

test.skipIf(!hasPreCommit && !isWanted)('pre-commit checks what is committed', async () => {
  writeFileSync(join(repository, '.pre-commit-config.yaml'), example('pre-commit-config.yaml'))
  const git = 'git add --all && pre-commit run'
  const env = { PRE_COMMIT_HOME: join(root, 'pre-commit') }
  const passed = await shell(git, env)
  expect(passed.code, passed.said).toBe(0)
  expect(passed.said).toMatch(/rolecall lint\.+Passed/)
  breakRole()
  const failed = await shell(git, env)
  expect(failed.code).toBe(1)
  expect(failed.said).toContain('roles/astro.roles.yaml')
  expect(failed.said).toContain('RC008')
})

test.skipIf(!forms.includes('executable'))('HCP Terraform finds the executable in what is uploaded', async () => {
  writeFileSync(join(repository, 'main.tf'), example('hcp-terraform.tf'))
  // This build's own executable in place of a release's.
  const mirrored = await shell(`node ${join(provider, 'bin/rolecall.js')} mirror terraform.d/plugins --executables`, {})
  expect(mirrored.code, mirrored.said).toBe(0)
  // Its machines have neither node nor a configuration that names a mirror.
  const bin = join(root, 'bin')
  mkdirSync(bin)
  execFileSync('sh', ['-c', `ln -s "$(command -v terraform)" "$(command -v bash)" "${bin}"`])
  const machine = { PATH: bin }
  expect((await shell('command -v node', machine)).code).not.toBe(0)
  const validated = await shell('terraform init -backend=false -input=false && terraform validate', machine)
  expect(validated.code, validated.said).toBe(0)
})
