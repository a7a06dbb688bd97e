/** `terraform test`: with `mock_provider`, which asks nobody for a role, and with the platforms. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kindNames, kindOf } from './support/kinds.js'
import { product } from './support/product.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'
import type { Run } from './support/terraform.js'
import type { Workspace } from './support/workspace.js'

let session: Session
let workspace: Workspace

beforeAll(async () => {
  session = await startSession()
})
afterAll(() => session.close())

const roleFile = 'astro_role:\n  viewer: { name: Viewer, scope_type: DEPLOYMENT, permissions: [deployment.alerts.*] }\n'

const deployment = `locals {
  roles = provider::rolecall::roles(file("\${path.module}/viewer.roles.yaml"))
}
resource "rolecall_astro_role" "all" {
  for_each    = local.roles.astro_role
  name        = each.value.name
  scope_type  = each.value.scope_type
  permissions = each.value.permissions
}
`

/** Of each function one, about the role that the file has. */
const facts = {
  expanded:
    'length(rolecall_astro_role.all["viewer"].permissions) == length(provider::rolecall::expand("astro", ["deployment.alerts.*"]))',
  correct:
    'length(provider::rolecall::check("astro", rolecall_astro_role.all["viewer"].permissions, "DEPLOYMENT")) == 0',
  rated: 'provider::rolecall::blast_radius("astro", rolecall_astro_role.all["viewer"].permissions).level == "high"',
}

const outputs = Object.entries(facts)
  .map(([name, fact]) => `output "${name}" {\n  value = ${fact}\n}\n`)
  .join('')

const assertion = (condition: string): string =>
  `  assert {\n    condition     = ${condition}\n    error_message = "It is not so."\n  }\n`

const assertions = Object.keys(facts)
  .map((name) => assertion(`output.${name}`))
  .join('')

/** Every resource type beside the role file's. */
const prepare = async (): Promise<void> => {
  workspace = await session.workspace()
  const resources = kindNames.map((name) => {
    const { type, full } = kindOf(name, session.sandbox)
    return [type, { full: full('Tested') }]
  })
  await workspace.write({ resource: Object.fromEntries(resources) })
  await workspace.file('viewer.roles.yaml', roleFile)
  await workspace.file('roles.tf', deployment + outputs)
}

const outcome = ({ code, stdout, stderr }: Run) => ({ code, said: `${stdout}${stderr}` })

test('a mocked provider makes every type of role, and no platform hears of it', async () => {
  await prepare()
  await workspace.file(
    'tests/mock.tftest.hcl',
    `mock_provider "rolecall" {
  mock_resource "rolecall_astro_role" {
    defaults = { id = "mocked" }
  }
}
run "plans" {
  command = plan
${assertions}}
run "applies" {
${assertions}${assertion('rolecall_astro_role.all["viewer"].id == "mocked" && rolecall_astro_role.full.description == "Sees deployments."')}}
`,
  )
  session.requests()
  expect(outcome(await workspace.run(['test', '-no-color']))).toMatchObject({
    code: 0,
    said: expect.stringContaining('2 passed, 0 failed'),
  })
  expect(session.requests()).toEqual([])
})

test('a mocked provider still refuses a role that is wrong', async () => {
  await prepare()
  await workspace.file('viewer.roles.yaml', roleFile.replace('DEPLOYMENT', 'DEPLOYMNT'))
  await workspace.file('tests/mock.tftest.hcl', 'mock_provider "rolecall" {}\nrun "plans" {\n  command = plan\n}\n')
  const { code, said } = outcome(await workspace.run(['test', '-no-color']))
  expect(code).toBe(1)
  expect(said).toMatch(/RC008/)
})

test('without a mock the platforms have the roles while the test runs, and none afterwards', async () => {
  await prepare()
  await workspace.file('tests/real.tftest.hcl', `run "applies" {\n${assertions}}\nrun "again" {\n${assertions}}\n`)
  expect(outcome(await workspace.run(['test', '-no-color']))).toMatchObject({
    code: 0,
    said: expect.stringContaining('2 passed, 0 failed'),
  })
  for (const name of kindNames) expect(await kindOf(name, session.sandbox).remote.find('Tested')).toBeNull()
})

// OpenTofu 1.12 crashes: it asks no provider for the functions of an assertion.
test.skipIf(product.isOpenTofu)('assertions call the functions themselves', async () => {
  await prepare()
  const called = Object.values(facts).map(assertion).join('')
  await workspace.file(
    'tests/mock.tftest.hcl',
    `mock_provider "rolecall" {}\nrun "plans" {\n  command = plan\n${called}}\n`,
  )
  expect(outcome(await workspace.run(['test', '-no-color']))).toMatchObject({
    code: 0,
    said: expect.stringContaining('1 passed, 0 failed'),
  })
})
