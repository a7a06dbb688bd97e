/** The example for several organizations and tenants, as users run it: the built provider, a process for each block. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import type { Mirror } from '../terraform/support/forms.js'
import { mirrorOf } from '../terraform/support/forms.js'
import { terraformProgram } from '../terraform/support/terraform.js'
import type { Workspace } from '../terraform/support/workspace.js'
import { createWorkspace } from '../terraform/support/workspace.js'

const example = fileURLToPath(new URL('../../../provider/examples/several-organizations/main.tf', import.meta.url))

let sandbox: Sandbox
let mirror: Mirror
let workspace: Workspace

/** Of the first or the second organization and tenant, what the example calls them. */
const group = (name: string, index: number): Record<string, string> => {
  const [astro, northflank, jitsudo] = [
    sandbox.astro.organizations[index],
    sandbox.northflank.organizations[index],
    sandbox.jitsudo.tenants[index],
  ]
  return {
    [`TF_VAR_${name}`]: JSON.stringify({ astro_organization_id: astro?.id, jitsudo_tenant_id: jitsudo?.id }),
    [`TF_VAR_${name}_tokens`]: JSON.stringify({
      astro: astro?.token,
      northflank: northflank?.token,
      jitsudo: jitsudo?.token,
    }),
  }
}

beforeAll(async () => {
  sandbox = await startSandbox()
  mirror = await mirrorOf('script')
  const { ASTRO_API_URL, NORTHFLANK_BASE_URL, JITSUDO_URL } = sandbox.env
  workspace = await createWorkspace(() => ({
    ASTRO_API_URL,
    NORTHFLANK_BASE_URL,
    JITSUDO_URL,
    TF_CLI_CONFIG_FILE: mirror.terraformRc,
    ...group('platform', 0),
    ...group('research', 1),
    TF_VAR_owner_token: sandbox.astro.organizations[0]?.everywhereToken ?? '',
  }))
  await workspace.file('main.tf', await readFile(example, 'utf8'))
})
afterAll(async () => {
  await sandbox.close()
  await workspace.close()
  await mirror.close()
})

const bodyAt = async (url: string, headers: Record<string, string>) => {
  const answer = await fetch(url, { headers })
  return [answer.status, JSON.stringify(await answer.json())] as const
}

test('each role is made where it belongs, once', async () => {
  expect((await workspace.run(['init', '-no-color'])).code).toBe(0)
  const applied = await workspace.apply()
  expect([applied.code, applied.diagnostics]).toEqual([0, []])
  expect((await workspace.plan()).code).toBe(0)

  for (const { id, token } of sandbox.astro.organizations) {
    const url = `${sandbox.env.ASTRO_API_URL}/organizations/${id}/roles`
    const [, body] = await bodyAt(url, { authorization: `Bearer ${token}` })
    expect(body.match(/"name":"[^"]*"/g)?.sort()).toEqual(['"name":"Deployment_Viewer"', '"name":"On_Call"'])
  }
  const scopes = sandbox.jitsudo.tenants.map(async ({ id, token }) => {
    const headers = { authorization: `Bearer ${token}`, 'x-tenant-id': id }
    return bodyAt(`${sandbox.env.JITSUDO_URL}/v1/roles/auditor`, headers)
  })
  const [one, two] = await Promise.all(scopes)
  expect(one?.[1]).not.toContain('grants.read')
  expect(two?.[1]).toContain('grants.read')
  const permissions = sandbox.northflank.organizations.map(({ token }) =>
    bodyAt(`${sandbox.env.NORTHFLANK_BASE_URL}/v1/org-roles/developer`, { authorization: `Bearer ${token}` }),
  )
  expect(await Promise.all(permissions)).toEqual([
    [200, expect.stringContaining('General > Read')],
    [200, expect.stringContaining('Run Job')],
  ])

  expect((await workspace.destroy()).code).toBe(0)
})

test('the example is in the form of terraform fmt', async () => {
  await promisify(execFile)(terraformProgram, ['fmt', '-check', example])
})
