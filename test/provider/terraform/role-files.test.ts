/** Role files in plain Terraform: `provider::rolecall::roles`, `for_each` and an import block. */
import { cpSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { roleTypes } from '@rolecall/shared/platforms/registry.js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Attributes } from './support/kinds.js'
import { kindNames, kindOf, roleTypeOf } from './support/kinds.js'
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
beforeEach(async () => {
  workspace = await session.workspace()
  await workspace.write({})
})

const errorsOf = ({ diagnostics }: Run): readonly string[] =>
  diagnostics.flatMap(({ severity, summary, detail }) => (severity === 'error' ? [`${summary}\n${detail}`] : []))

type Shown = {
  readonly values?: {
    readonly root_module: {
      readonly resources?: readonly {
        readonly type: string
        readonly index?: string
        readonly values: Attributes
      }[]
    }
  }
}

/** What the state holds, by key of `for_each`. */
const instances = async (type: string): Promise<Record<string, Attributes>> => {
  const shown = JSON.parse((await workspace.run(['show', '-json'])).stdout) as Shown
  const all = shown.values?.root_module.resources ?? []
  return Object.fromEntries(all.flatMap((one) => (one.type === type ? [[one.index ?? '', one.values]] : [])))
}

describe.each(kindNames)('%s', (name) => {
  const names = Object.entries(roleTypeOf(name).attributes)
    .filter(([, { presence }]) => presence !== 'computed')
    .map(([attribute]) => attribute)

  const deployment = `locals {
  roles = provider::rolecall::roles(file("\${path.module}/all.roles.yaml"))
}
resource "rolecall_${name}" "all" {
  for_each = local.roles.${name}
${names.map((attribute) => `  ${attribute} = each.value.${attribute}\n`).join('')}}
import {
  for_each = local.roles.import_ids.${name}
  to       = rolecall_${name}.all[each.key]
  id       = each.value
}
`

  const write = async (roles: Record<string, Attributes>): Promise<void> => {
    await workspace.file('main.tf', deployment)
    await workspace.file('all.roles.yaml', JSON.stringify({ version: 1, [name]: roles }, null, 2))
  }

  test('is deployed from a file, and the next plan is empty', async () => {
    const kind = kindOf(name, session.sandbox)
    await write({ full: kind.full('First'), minimal: kind.minimal('Second') })
    const plan = await workspace.plan()
    expect(errorsOf(plan)).toEqual([])
    expect(plan.changes.map(({ address, action }) => `${action} ${address}`).sort()).toEqual([
      `create rolecall_${name}.all["full"]`,
      `create rolecall_${name}.all["minimal"]`,
    ])
    expect(errorsOf(await workspace.apply())).toEqual([])
    const state = await instances(kind.type)
    expect(Object.keys(state).sort()).toEqual(['full', 'minimal'])
    for (const [attribute, value] of Object.entries(kind.full('First')))
      expect(state['full']?.[attribute]).toEqual(
        Array.isArray(value) ? expect.arrayContaining(value) : typeof value === 'object' ? expect.anything() : value,
      )
    expect(await workspace.plan()).toMatchObject({ code: 0, diagnostics: [] })

    const [edit] = kind.edits.filter(({ attribute }) => attribute === 'description')
    await write({ full: { ...kind.full('First'), description: edit?.value } })
    const changed = await workspace.apply()
    expect(errorsOf(changed)).toEqual([])
    expect(changed.changes.map(({ address, action }) => `${action} ${address}`).sort()).toEqual([
      `delete rolecall_${name}.all["minimal"]`,
      `update rolecall_${name}.all["full"]`,
    ])
    expect(await workspace.plan()).toMatchObject({ code: 0, diagnostics: [] })
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('is taken over where it has `$import`', async () => {
    const kind = kindOf(name, session.sandbox)
    const id = await kind.remote.create('Taken', kind.rich)
    const imported = kind.parent ? `${kind.parent.value}/${id}` : id
    await write({ other: kind.minimal('Other'), taken: { ...kind.full('Taken'), $import: imported } })
    const applied = await workspace.apply()
    expect(errorsOf(applied)).toEqual([])
    expect(applied.changes.filter(({ action }) => action === 'create').map(({ address }) => address)).toEqual([
      `rolecall_${name}.all["other"]`,
    ])
    expect((await instances(kind.type))['taken']?.[kind.label === 'slug' ? 'slug' : 'id']).toBe(id)
    expect(await workspace.plan()).toMatchObject({ code: 0, diagnostics: [] })
    expect((await workspace.destroy()).code).toBe(0)
    expect(await kind.remote.find('Taken')).toBeNull()
  })
})

const viewer = 'astro_role:\n  viewer: { name: Viewer, scope_type: DEPLOYMENT, permissions: [deployment.get] }\n'

test('a wrong file fails with all its problems, at the call', async () => {
  await workspace.file(
    'wrong.roles.yaml',
    `${viewer}  other: { nam: Other, scope_type: DAG, permissions: ["dag.**.get"] }\n`,
  )
  await workspace.file(
    'main.tf',
    'output "roles" {\n  value = provider::rolecall::roles(file("wrong.roles.yaml"))\n}\n',
  )
  const [error = '', ...more] = errorsOf(await workspace.plan())
  expect(more).toEqual([])
  expect(error).toMatch(/Invalid value for "text" parameter: The role file has 3 problems:\n/)
  const lines = error.split('\n').filter((line) => line.startsWith('  '))
  expect(lines).toEqual([
    expect.stringMatching(/^ {2}line 3:3 RC008 `name` is missing/),
    expect.stringMatching(/^ {2}line 3:12 RC008 .*Did you mean `name`/),
    expect.stringMatching(/^ {2}line 3:\d+ RC005 .*[^.]\.$/),
  ])
})

test('a text that is not known yet gives roles that are not', async () => {
  await workspace.file('viewer.roles.yaml', viewer)
  await workspace.file(
    'main.tf',
    'resource "terraform_data" "text" {\n  input = file("viewer.roles.yaml")\n}\n' +
      'output "names" {\n  value = [for role in provider::rolecall::roles(terraform_data.text.output).astro_role : role.name]\n}\n',
  )
  const plan = await workspace.plan()
  expect({ code: plan.code, errors: errorsOf(plan) }).toEqual({ code: 2, errors: [] })
  expect(errorsOf(await workspace.apply())).toEqual([])
  expect(JSON.parse((await workspace.run(['output', '-json', 'names'])).stdout)).toEqual(['Viewer'])
})

test('the console shows one type for every file', async () => {
  await workspace.file('viewer.roles.yaml', viewer)
  // The console of OpenTofu has only functions that the configuration calls too.
  await workspace.file('main.tf', 'output "none" {\n  value = provider::rolecall::roles("")\n}\n')
  const ask = async (expression: string): Promise<string> => {
    const { code, stdout, stderr } = await workspace.run(['console'], { input: `${expression}\n` })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    return stdout
  }
  expect(await ask('provider::rolecall::roles(file("viewer.roles.yaml")).astro_role["viewer"].name')).toBe('"Viewer"\n')
  const type = await ask('type(provider::rolecall::roles(""))')
  for (const { name } of roleTypes) expect(type).toContain(`    ${name}: map(`)
  expect(await ask('type(provider::rolecall::roles(file("viewer.roles.yaml")))')).toBe(type)
})

test('the example deploys, and the next plan is empty', async () => {
  const example = fileURLToPath(new URL('../../../provider/examples/role-files', import.meta.url))
  await workspace.remove('main.tf.json')
  cpSync(example, workspace.directory, { recursive: true })
  const deployed = await workspace.apply()
  expect(errorsOf(deployed)).toEqual([])
  expect(deployed.changes.length).toBeGreaterThan(readdirSync(`${example}/roles`).length)
  expect(await workspace.plan()).toMatchObject({ code: 0, diagnostics: [] })
  expect((await workspace.destroy()).code).toBe(0)
})
