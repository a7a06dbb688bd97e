import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Kind } from './support/kinds.js'
import { kindNames, kindOf } from './support/kinds.js'
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
})
afterEach(() => session.interfere())

const errorsOf = ({ diagnostics }: Run): readonly string[] =>
  diagnostics.filter(({ severity }) => severity === 'error').map(({ summary, detail }) => `${summary}\n${detail}`)

/** The same text, known only after another resource is there. */
const late = (value: unknown): unknown => {
  if (typeof value === 'string') return `\${terraform_data.late[${JSON.stringify(value)}].output}`
  if (Array.isArray(value)) return value.map(late)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, late(inner)]))
}

const textsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

describe.each(kindNames)('%s', (name) => {
  let kind: Kind
  let address: string

  beforeAll(() => {
    kind = kindOf(name, session.sandbox)
    address = `${kind.type}.x`
  })

  test('may be known only after apply in all that it holds', async () => {
    const role = kind.full('Late')
    const all = [...new Set(textsIn(role))]
    await workspace.write({
      resource: {
        terraform_data: {
          late: { for_each: Object.fromEntries(all.map((text) => [text, text])), input: '${each.value}' },
        },
        [kind.type]: { x: late(role) },
      },
    })
    const plan = await workspace.plan()
    expect({ code: plan.code, errors: errorsOf(plan) }).toEqual({ code: 2, errors: [] })
    expect(errorsOf(await workspace.apply())).toEqual([])
    expect(await workspace.plan()).toMatchObject({ code: 0, changes: [] })
    // All of it unknown again, in an update.
    const replaced = [
      'plan',
      '-json',
      '-detailed-exitcode',
      ...all.map((text) => `-replace=terraform_data.late[${JSON.stringify(text)}]`),
    ]
    expect(errorsOf(await workspace.run(replaced))).toEqual([])
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('that goes between plan and apply is said to be gone', async () => {
    await workspace.write({ resource: { [kind.type]: { x: kind.full('Going') } } })
    await workspace.apply()
    await workspace.write({ resource: { [kind.type]: { x: { ...kind.full('Going'), description: 'Other words.' } } } })
    await workspace.plan('-out=one.plan')
    await kind.remote.remove(`${await kind.remote.find('Going')}`)
    expect(errorsOf(await workspace.run(['apply', '-json', 'one.plan']))).toEqual([
      expect.stringContaining('The role "Going" is gone'),
    ])
    expect((await workspace.apply()).code).toBe(0)
    expect(await workspace.attributes(address)).toMatchObject({ description: 'Other words.' })
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('stands once where two resources give one name', async () => {
    // Known only in the apply, so that no plan can see it.
    const twin = { ...kind.minimal('Twin'), [kind.label]: '${terraform_data.label.output}' }
    await workspace.write({
      resource: { terraform_data: { label: { input: 'Twin' } }, [kind.type]: { x: twin, y: twin } },
    })
    const applied = await workspace.apply()
    expect(errorsOf(applied)).toEqual([
      expect.stringMatching(/"Twin" exists|Two resources plan the (name|slug) "Twin"/),
    ])
    expect((await workspace.run(['state', 'list'])).stdout.match(/rolecall_/g)).toHaveLength(1)
    expect((await workspace.destroy('-refresh=false')).code).toBe(0)
    expect(await kind.remote.find('Twin')).toBeNull()
  })
})

describe('ways to change a Northflank role', () => {
  const kind = () => kindOf('northflank_org_role', session.sandbox)
  const write = (method: string | null, more: object) =>
    workspace.write({
      provider: { rolecall: { northflank: { update_method: method } } },
      resource: { [kind().type]: { x: { name: 'Changing', permissions: {}, ...more } } },
    })
  const lacking = (missing: readonly string[]) =>
    session.interfere(({ method, platform }) =>
      platform === 'northflank' && missing.includes(method)
        ? {
            kind: 'answer',
            status: 405,
            body: JSON.stringify({ error: { status: 405, message: 'no such operation' } }),
          }
        : undefined,
    )

  test('auto goes from PATCH to PUT where PATCH is missing', async () => {
    await write(null, {})
    await workspace.apply()
    lacking(['PATCH'])
    await write(null, { permissions: { team_scope: ['Account > A'] } })
    expect(errorsOf(await workspace.apply())).toEqual([])
    expect((await workspace.plan()).code).toBe(0)
    await write('patch', { permissions: { team_scope: ['Account > B'] } })
    expect(errorsOf(await workspace.apply())).toEqual([expect.stringContaining('update_method')])
    await workspace.destroy()
  })

  test('put is refused in the plan where it would lose something', async () => {
    const group = session.sandbox.northflank.organizations[0]?.directoryGroupIds[0]
    await write('put', {})
    await workspace.apply()
    await write('put', { directory_groups: [group] })
    const refused = await workspace.plan()
    expect(errorsOf(refused)).toEqual([expect.stringContaining('PUT would lose directory_groups')])
    expect(refused.diagnostics[0]?.snippet?.code).toContain('directory_groups')
    await write('wrong', {})
    expect(errorsOf(await workspace.plan())).toEqual([expect.stringMatching(/update_method cannot be "wrong"/)])
    await write('put', {})
    await workspace.destroy()
  })
})

test.each([
  ['a limit', { max_blast_radius: 'extreme' }, 'max_blast_radius cannot be "extreme"'],
  ['a severity', { severity: { RC001: 'fatal' } }, 'severity.RC001 cannot be "fatal"'],
  ['a code', { severity: { RC999: 'error' } }, '"RC999" is no code of a problem'],
  ['a number of attempts', { retry: { max_attempts: 0 } }, 'retry.max_attempts cannot be 0'],
  ['a wait', { retry: { max_wait_seconds: 1e9 } }, 'a whole number from 0 to 1000000'],
  ['a way to refresh', { refresh: 'never' }, 'refresh cannot be "never"'],
])('%s that the provider block does not allow', async (_title, block, says) => {
  await workspace.write({
    provider: { rolecall: block },
    resource: { rolecall_jitsudo_role: { x: { slug: 'x', name: 'x', scopes: [] } } },
  })
  expect(errorsOf(await workspace.plan())).toEqual([expect.stringContaining(says)])
})
