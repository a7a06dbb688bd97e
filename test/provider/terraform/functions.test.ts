import { platforms } from '@rolecall/shared/platforms/registry.js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rolecallProvider } from '../../../provider/roles/provider.js'
import type { Session } from './support/session.js'
import { startSession } from './support/session.js'
import type { Workspace } from './support/workspace.js'

let session: Session
let workspace: Workspace

beforeAll(async () => {
  session = await startSession()
})
afterAll(() => session.close())
beforeEach(async () => {
  workspace = await session.workspace()
})

const writeOutputs = async (expressions: Readonly<Record<string, string>>): Promise<void> => {
  await workspace.write({})
  const outputs = Object.entries(expressions).map(
    ([name, value]) => `output ${JSON.stringify(name)} {\n  value = ${value}\n}\n`,
  )
  await workspace.file('outputs.tf', outputs.join(''))
}

/** What expressions come out as, by the real Terraform. */
const evaluate = async (expressions: Readonly<Record<string, string>>): Promise<Record<string, unknown>> => {
  await writeOutputs(expressions)
  expect((await workspace.apply()).code).toBe(0)
  const { stdout } = await workspace.run(['output', '-json'])
  const parsed = JSON.parse(stdout) as Record<string, { value: unknown }>
  return Object.fromEntries(Object.entries(parsed).map(([name, { value }]) => [name, value]))
}

const failureOf = async (expression: string): Promise<string> => {
  await writeOutputs({ wrong: expression })
  const { code, diagnostics } = await workspace.plan()
  expect(code).toBe(1)
  const text = diagnostics.map(({ summary, detail }) => `${summary} ${detail}`).join('\n')
  // Terraform ends the sentence.
  expect(text).toMatch(/[^.]\.$/)
  return text
}

describe('expand', () => {
  test('gives what patterns stand for, each once, and passes the rest through', async () => {
    const catalog = {
      version: 1,
      platform: 'northflank',
      organization: null,
      retrieved: '2026-11-01',
      source: 'test',
      coverage: 'open',
      permissions: [
        {
          value: 'Project > Services > General > Read',
          scopes: ['project_scope'],
          description: '',
          risk: 'low',
          status: 'learned',
        },
      ],
    }
    await workspace.file('catalog.json', JSON.stringify(catalog))
    const found = await evaluate({
      pools:
        'provider::rolecall::expand("astro", ["deployment.get", "deployment.airflow.pool.*", "deployment.airflow.pool.get"])',
      own: 'provider::rolecall::expand("northflank", ["Project > **"], file("catalog.json"))',
    })
    expect(found['pools']).toEqual([
      'deployment.get',
      'deployment.airflow.pool.create',
      'deployment.airflow.pool.delete',
      'deployment.airflow.pool.get',
      'deployment.airflow.pool.update',
    ])
    expect(found['own']).toEqual(['Project > Services > General > Read'])
  })
  test.each([
    ['provider::rolecall::expand("astro", ["deployment.nothing.*"])', 'stands for nothing'],
    ['provider::rolecall::expand("astro", ["deployment.**.get"])', 'cannot be used'],
    ['provider::rolecall::expand("northflank", ["Project > **"])', 'is not known'],
    ['provider::rolecall::expand("elsewhere", [])', `There are ${platforms.map(({ key }) => key).join(', ')}`],
    ['provider::rolecall::expand("astro", [], "{")', 'no catalog'],
  ])('refuses %s', async (expression, message) => {
    expect((await failureOf(expression)).replaceAll('\n', ' ')).toContain(message)
  })
  test('makes the permissions of a role, and the next plan is empty', async () => {
    await workspace.write({})
    await workspace.file(
      'role.tf',
      'resource "rolecall_astro_role" "a" {\n  name = "Pools"\n  scope_type = "DEPLOYMENT"\n  permissions = provider::rolecall::expand("astro", ["deployment.airflow.pool.*"])\n}\n',
    )
    expect((await workspace.apply()).code).toBe(0)
    expect((await workspace.attributes('rolecall_astro_role.a'))?.['permissions']).toHaveLength(4)
    expect((await workspace.plan()).code).toBe(0)
  })
})

test('check lists what is wrong, and blast_radius what can break', async () => {
  const found = await evaluate({
    fine: 'provider::rolecall::check("astro", ["deployment.get"], "DEPLOYMENT")',
    wrong: 'provider::rolecall::check("astro", ["deployment.gte"])',
    radius: 'provider::rolecall::blast_radius("astro", ["deployment.get", "deployment.delete"])',
  })
  expect(found['fine']).toEqual([])
  expect(found['wrong']).toMatchObject([
    { code: 'RC001', severity: 'warning', permission: 'deployment.gte', suggestions: ['deployment.get'] },
  ])
  expect(found['radius']).toMatchObject({ level: 'high', summary: 'high: deployment.delete; 1 low' })
})

test.each([
  ['provider::rolecall::check("astro", [], "WORKSPACE")', 'has no scope'],
  ['provider::rolecall::check("astro", [], "DAG", "DAG")', 'one scope at most'],
])('%s is refused', async (expression, message) => {
  expect((await failureOf(expression)).replaceAll('\n', ' ')).toContain(message)
})

test('the console has each of them', async () => {
  const calls: Readonly<Record<string, readonly [string, unknown]>> = {
    expand: ['provider::rolecall::expand("astro", ["deployment.airflow.pool.*"])[0]', 'deployment.airflow.pool.create'],
    check: ['provider::rolecall::check("astro", ["deployment.gte"])[0].code', 'RC001'],
    blast_radius: ['provider::rolecall::blast_radius("astro", ["deployment.delete"]).level', 'high'],
    roles: [
      'provider::rolecall::roles("jitsudo_role: { a: { slug: a, name: A, scopes: [] } }").jitsudo_role["a"].name',
      'A',
    ],
  }
  expect(Object.keys(calls)).toEqual(rolecallProvider.functions.map(({ name }) => name))
  // That of OpenTofu has only those that the configuration calls too.
  await writeOutputs(Object.fromEntries(Object.entries(calls).map(([name, [expression]]) => [name, expression])))
  for (const [expression, shown] of Object.values(calls)) {
    const { code, stdout, stderr } = await workspace.run(['console'], { input: `${expression}\n` })
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${JSON.stringify(shown)}\n`, stderr: '' })
  }
})
