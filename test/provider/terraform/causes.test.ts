/** One cause is one error, however many roles meet it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { errorsOf } from './support/errors.js'
import { kindNames, kindOf } from './support/kinds.js'
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
afterEach(() => {
  session.interfere()
  for (const name of Object.keys(session.environment)) session.environment[name] = ''
  Object.assign(session.environment, session.sandbox.env)
})

const count = 30

const everywhere = (pattern: RegExp, value: string): void => {
  for (const name of Object.keys(session.environment)) if (pattern.test(name)) session.environment[name] = value
}

describe.each(kindNames)('%s', (name) => {
  const write = (label = 'One-of-many') => {
    const kind = kindOf(name, session.sandbox)
    const roles = Array.from({ length: count }, (_, index) => [`r${index}`, kind.minimal(`${label}-${index}`)])
    return workspace.write({ resource: { [kind.type]: Object.fromEntries(roles) } })
  }

  const causes: readonly [string, () => void, RegExp][] = [
    ['a credential that is refused', () => everywhere(/TOKEN|API_KEY/, 'wrong-credential-0123456789'), /401/],
    ['settings that are missing', () => everywhere(/./, ''), /is not configured/],
    [
      'a service that is not there',
      () => everywhere(/URL/, 'http://127.0.0.1:9'),
      /nothing accepts connections at 127\.0\.0\.1:9/,
    ],
  ]

  test.each(causes)('%s is one error in a plan of new roles', async (_title, arrange, says) => {
    await write()
    arrange()
    expect(errorsOf(await workspace.plan())).toEqual([expect.stringMatching(says)])
  })

  test.each(causes)('%s is one error in a plan of roles that are there', async (_title, arrange, says) => {
    await write()
    expect((await workspace.apply()).code).toBe(0)
    arrange()
    session.requests()
    expect(errorsOf(await workspace.plan())).toEqual([expect.stringMatching(says)])
    // No more than the ten that Terraform asks for at once, and the list.
    expect(session.requests().length).toBeLessThanOrEqual(11)
    Object.assign(session.environment, session.sandbox.env)
    expect((await workspace.destroy()).code).toBe(0)
  })

  test('in an apply each role that was not written is one error, and only the first explains', async () => {
    await write()
    expect((await workspace.plan('-out=saved')).code).toBe(2)
    everywhere(/URL/, 'http://127.0.0.1:9')
    const applied = await workspace.run(['apply', '-json', 'saved'])
    const errors = applied.diagnostics.filter(({ severity }) => severity === 'error')
    expect(errors).toHaveLength(count)
    expect(errors.filter(({ detail }) => detail !== '')).toHaveLength(1)
    expect(
      errors.filter(({ summary }) => /The role "One-of-many-\d+" was not created: \w+ cannot be reached/.test(summary)),
    ).toHaveLength(count - 1)
  })
})

test('a plan that will write asks the platform once', async () => {
  const kind = kindOf('astro_role', session.sandbox)
  const roles = Array.from({ length: count }, (_, index) => [`r${index}`, kind.minimal(`Asked-${index}`)])
  await workspace.write({ resource: { [kind.type]: Object.fromEntries(roles) } })
  session.requests()
  expect((await workspace.plan()).code).toBe(2)
  expect(session.requests()).toEqual([expect.objectContaining({ method: 'GET' })])
})

test('imports that cannot be made are one error with its reason, and a line for each', async () => {
  const { ASTRO_ORGANIZATION_ID: parent } = session.sandbox.env
  const kind = kindOf('astro_role', session.sandbox)
  const roles = Array.from({ length: 12 }, (_, index) => [`r${index}`, kind.minimal(`Imported-${index}`)])
  const blocks = roles.map(([key], index) => ({
    to: `${kind.type}.${String(key)}`,
    id: `${parent}/name:Imported-${index}`,
  }))
  await workspace.write({ import: blocks, resource: { [kind.type]: Object.fromEntries(roles) } })
  everywhere(/URL/, 'http://127.0.0.1:9')
  const errors = (await workspace.plan()).diagnostics.filter(({ severity }) => severity === 'error')
  expect(errors).toHaveLength(12)
  expect(errors.filter(({ detail }) => detail !== '')).toHaveLength(1)
})
