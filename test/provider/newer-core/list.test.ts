import { unknown } from '@rolecall/shared/model/unknown.js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { impliedType } from '../../../provider/framework/implied-type.js'
import * as messages from '../../../provider/rpc/messages/list.js'
import type { Sandbox } from '../../../provider/sandbox/contract.js'
import { startSandbox } from '../../../provider/sandbox/sandbox.js'
import type { SandboxRequest } from '../../../provider/sandbox/service/interference.js'
import { encodeValue } from '../../../provider/value/msgpack.js'
import type { ValueRecord } from '../../../provider/value/value.js'
import { call } from '../rpc/server.js'
import type { Kind } from '../terraform/support/kinds.js'
import { kindNames, kindOf, roleTypeOf } from '../terraform/support/kinds.js'
import type { Attributes, Core } from './core.js'
import { CoreError, recordIn, refuseErrors, startCore } from './core.js'
import type { Query, Result } from './query.js'
import { query } from './query.js'

let sandbox: Sandbox
let core: Core
let requests: SandboxRequest[] = []
let broken = false

beforeAll(async () => {
  sandbox = await startSandbox({
    intercept: (request) => {
      requests.push(request)
      return broken ? { kind: 'answer', status: 403, headers: {}, body: '{}' } : undefined
    },
  })
})
afterAll(() => sandbox.close())
beforeEach(async () => {
  broken = false
  core = await startCore(sandbox.env)
  await core.configure()
  requests = []
})

const list = (type: string, asked: Query): Promise<Result[]> => query(core, type, asked)

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const gets = (): number => requests.filter(({ method }) => method === 'GET').length

describe.each(kindNames)('%s', (name) => {
  const roleType = roleTypeOf(name)
  const kind = (): Kind => kindOf(name, sandbox)
  const where = (): Attributes => {
    const { parent } = kind()
    return parent && roleType.attributes[parent.attribute]?.presence === 'required'
      ? { [parent.attribute]: parent.value }
      : {}
  }
  // At JITSudo the name is the same for all, and is found by another.
  const marked = (mark: string): Attributes => ({ ...where(), name_regex: `${mark}-[0-9]$` })
  const make = async (mark: string, count: number, rich = kind().rich): Promise<string[]> => {
    const ids: string[] = []
    for (let index = 0; index < count; index += 1) {
      const label = `${mark}-${index}`
      const fields = { ...rich, ...(kind().label === 'slug' && { name: label }) }
      ids.push(await kind().remote.create(label, fields))
    }
    return ids
  }

  test('finds roles by name, each with its identity and the whole object where it is asked for', async () => {
    const ids = await make('listed', 3)
    const short = await list(kind().type, { config: marked('listed') })
    expect(short.map(({ identity }) => identity[roleType.pathId]).sort()).toEqual([...ids].sort())
    expect(short.map(({ displayName }) => displayName).sort()).toEqual(['listed-0', 'listed-1', 'listed-2'])
    expect(short.every(({ object }) => object === null)).toBe(true)
    const whole = await list(kind().type, { config: marked('listed'), includeObject: true })
    expect(whole.length).toBe(3)
    for (const { identity, object } of whole) {
      const imported = await core.import(kind().type, { identity })
      expect(plain(object)).toEqual(plain(imported.value))
      expect(plain(identity)).toEqual(plain(imported.identity))
    }
  })

  test('writes a configuration that plans to no change', async () => {
    await make('written', 1)
    const [found] = await list(kind().type, { config: marked('written'), includeObject: true })
    const { type } = kind()
    const state = { msgpack: encodeValue(found?.object ?? null, impliedType(core.schemaOf(type))) }
    const shapes = [messages.generateResourceConfigRequest, messages.generateResourceConfigResponse] as const
    const reply = await call(core.server, 'GenerateResourceConfig', shapes, { typeName: type, state })
    refuseErrors(reply.diagnostics)
    const config = recordIn(reply.config, impliedType(core.schemaOf(type)))
    expect(config).toMatchObject({ id: null, blast_radius: null, created_at: null })
    const attributes = plain(config) as Attributes
    const instance = await core.import(type, { identity: found?.identity ?? {} })
    expect(await core.changes(instance, attributes)).toBe(false)
    const none = { msgpack: encodeValue(null, impliedType(core.schemaOf(type))) }
    const nothing = await call(core.server, 'GenerateResourceConfig', shapes, { typeName: type, state: none })
    expect(recordIn(nothing.config, impliedType(core.schemaOf(type)))).toBeNull()
  })

  test('finds roles by a permission, and stops at the limit', async () => {
    await make('granting', 2, {})
    const { withPermission, permission, type } = kind()
    const label = 'granting-9'
    const granting = { ...withPermission(label, permission), ...(kind().label === 'slug' && { name: label }) }
    await core.apply(type, null, granting)
    const all = await list(type, { config: { ...marked('granting'), permission } })
    expect(all.map(({ displayName }) => displayName)).toEqual([label])
    expect(await list(type, { config: { ...marked('granting'), permission: 'no.such' } })).toEqual([])
    requests = []
    const some = await list(type, { config: marked('granting'), limit: 2, includeObject: true })
    expect(some.length).toBe(2)
    expect(gets()).toBeLessThanOrEqual(3)
  })

  test('says what is wrong with a filter, and what the platform refuses', async () => {
    const { type, parent } = kind()
    for (const [config, said] of [
      [{ name_regex: '(' }, 'name_regex is no regular expression'],
      [{ permission: '' }, 'permission is empty'],
      ...(parent ? [[{ [parent.attribute]: '' }, `${parent.attribute} is empty`] as const] : []),
    ] as const) {
      await expect(list(type, { config: { ...where(), ...config } })).rejects.toThrow(said)
    }
    broken = true
    await expect(list(type, { config: where() })).rejects.toThrow(CoreError)
  })
})

test('a parent that has to be there is missed', async () => {
  await expect(list('rolecall_northflank_team_role', {})).rejects.toThrow('team_id is required')
})

test('an organization that is not set, or not known yet, can be named in the list', async () => {
  core = await startCore({ ...sandbox.env, ASTRO_ORGANIZATION_ID: undefined })
  const ask = () => list('rolecall_astro_role', {})
  await core.configure()
  await expect(ask()).rejects.toThrow('Set one of: organization_id of the list, astro.organization_id of the provider')
  const settings: ValueRecord = { organization_id: unknown, token: null, base_url: null, allow_http: null }
  await core.configure({ astro: settings })
  await expect(ask()).rejects.toThrow(
    'astro.organization_id is not known yet\nSet organization_id of the list, or astro.organization_id to a value',
  )
})

test('no more pages are read than the limit asks for', async () => {
  const { remote, type } = kindOf('astro_role', sandbox)
  for (let index = 0; index < 110; index += 1) await remote.create(`paged-${index}`)
  requests = []
  expect((await list(type, { limit: 5 })).length).toBe(5)
  expect(gets()).toBe(1)
  requests = []
  expect((await list(type, { config: { name_regex: '^paged-109$' } })).length).toBe(1)
  expect(gets()).toBe(2)
})
