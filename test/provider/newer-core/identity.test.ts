import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  upgradeResourceIdentityRequest,
  upgradeResourceIdentityResponse,
} from '../../../provider/rpc/messages/identity.js'
import type { Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import { call } from '../rpc/server.js'
import type { Kind } from '../terraform/support/kinds.js'
import { kindNames, kindOf, roleTypeOf } from '../terraform/support/kinds.js'
import type { Attributes, Core, Instance } from './core.js'
import { CoreError, recordIn, startCore } from './core.js'

let sandbox: Sandbox
let core: Core

beforeAll(async () => {
  sandbox = await startSandbox({})
})
afterAll(() => sandbox.close())
beforeEach(async () => {
  core = await startCore(sandbox.env)
  await core.configure()
})

let count = 0
const nextLabel = (): string => `identity-${(count += 1)}`

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe.each(kindNames)('%s', (name) => {
  const roleType = roleTypeOf(name)
  const kind = (): Kind => kindOf(name, sandbox)

  /** What the identity has to be, by the state. */
  const expected = ({ value }: Instance): Attributes => {
    const { parent } = kind()
    return { ...(parent && { [parent.attribute]: parent.value }), [roleType.pathId]: value[roleType.pathId] }
  }

  const made = (label = nextLabel()): Promise<Instance> => core.apply(kind().type, null, kind().minimal(label))

  test('has its identity once it is made, and keeps it through reads and changes', async () => {
    const { type, full, edits } = kind()
    const label = nextLabel()
    const instance = await made(label)
    expect(plain(instance.identity)).toEqual(expected(instance))
    const [first] = edits.filter(({ action }) => action !== 'replace')
    const read = await core.refresh(instance)
    expect(read?.identity).toEqual(instance.identity)
    const change = { ...full(label), ...(first && { [first.attribute]: first.value }) }
    const { planned, identity } = await core.plan(type, instance, change)
    expect(planned).not.toEqual(instance.value)
    expect(identity).toEqual(instance.identity)
    const changed = await core.apply(type, instance, change)
    expect(changed.identity).toEqual(instance.identity)
    const { identity: none } = await core.destroy(changed)
    expect(none).toBeNull()
  })

  test('has an identity in a plan for a new object only where all of it is known', async () => {
    const { type, minimal } = kind()
    const label = nextLabel()
    const { identity } = await core.plan(type, null, minimal(label))
    const known = roleType.pathId === kind().label
    expect(identity !== null).toBe(known)
    if (known) expect(identity?.[roleType.pathId]).toBe(label)
  })

  test('is imported by what its identity says, and needs no more than what is required', async () => {
    const { type, parent } = kind()
    const label = nextLabel()
    const instance = await made(label)
    const whole = await core.import(type, { identity: expected(instance) })
    expect(plain(whole.value)).toMatchObject({ [kind().label]: label })
    expect(whole.identity).toEqual(instance.identity)
    const schema = core.server.identities.get(type)
    const isOptional = parent !== null && schema?.attributes[parent.attribute]?.import === 'optional'
    expect(isOptional).toBe(parent !== null && roleType.attributes[parent.attribute]?.presence !== 'required')
    if (!isOptional) return
    const short = await core.import(type, { identity: { [roleType.pathId]: instance.value[roleType.pathId] } })
    expect(short.identity).toEqual(instance.identity)
  })

  test('an import by id has the identity too, and the next plan changes nothing', async () => {
    const { type, full } = kind()
    const label = nextLabel()
    const instance = await core.apply(type, null, full(label))
    const id = Object.values(expected(instance)).join('/')
    const found = await core.import(type, { id })
    expect(found.identity).toEqual(instance.identity)
    expect(await core.changes(found, full(label))).toBe(false)
    expect((await core.plan(type, found, full(label))).identity).toEqual(found.identity)
  })

  test('says what an identity has to hold, and what is not there', async () => {
    const { type, parent } = kind()
    const names = [roleType.pathId, ...(parent ? [parent.attribute] : [])]
    for (const empty of names) {
      const identity = Object.fromEntries(names.map((each) => [each, each === empty ? '' : 'something']))
      const failed = core.import(type, { identity })
      await expect(failed).rejects.toThrow(CoreError)
      await expect(failed).rejects.toThrow(`has an empty ${empty}\nFor example:\nimport {\n  to = ${type}.example\n`)
    }
    const identity = { ...(parent && { [parent.attribute]: parent.value }), [roleType.pathId]: 'not-there' }
    await expect(core.import(type, { identity })).rejects.toThrow('non-existent')
  })

  test('a role that is gone has no identity', async () => {
    const instance = await made()
    await kind().remote.remove(String(instance.value[roleType.pathId]))
    expect(await core.refresh(instance)).toBeNull()
  })

  test('reads the identity of a state file, and of no other version', async () => {
    const { type } = kind()
    const shapes = [upgradeResourceIdentityRequest, upgradeResourceIdentityResponse] as const
    const ask = (version: number, json: string) =>
      call(core.server, 'UpgradeResourceIdentity', shapes, {
        typeName: type,
        version,
        rawIdentity: { json: new TextEncoder().encode(json) },
      })
    const instance = await made()
    const { upgradedIdentity, diagnostics } = await ask(0, JSON.stringify({ ...expected(instance), more: 1 }))
    expect(diagnostics).toEqual([])
    expect(recordIn(upgradedIdentity?.data, core.identityTypeOf(type))).toEqual(instance.identity)
    expect((await ask(1, '{}')).diagnostics).toMatchObject([
      { severity: 1, summary: expect.stringContaining('version') },
    ])
    expect((await ask(0, '[]')).diagnostics).toMatchObject([{ severity: 1, summary: expect.stringContaining('read') }])
  })
})

test('an organization that nobody says can stand in the identity', async () => {
  core = await startCore({ ...sandbox.env, ASTRO_ORGANIZATION_ID: undefined })
  await expect(core.import('rolecall_astro_role', { identity: { id: 'clsome' } })).rejects.toThrow(
    'Set one of: organization_id of the identity, astro.organization_id of the provider block',
  )
})
