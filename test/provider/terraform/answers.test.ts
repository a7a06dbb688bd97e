/** No answer is believed that does not fit the question, and none alone says that a role is gone. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { SandboxRequest } from '../../../provider/sandbox/service/interference.js'
import { errorsOf, warningsOf } from './support/errors.js'
import type { Kind } from './support/kinds.js'
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
afterEach(async () => {
  session.interfere()
  await workspace.destroy('-refresh=false')
})

const answer = (status: number, body: unknown) => ({ kind: 'answer', status, body: JSON.stringify(body) }) as const

describe.each(kindNames)('%s', (name) => {
  let kind: Kind
  let address: string

  beforeAll(() => {
    kind = kindOf(name, session.sandbox)
    address = `${kind.type}.x`
  })

  const write = (role: object) => workspace.write({ resource: { [kind.type]: { x: role } } })
  const pathId = async (label: string): Promise<string> => `${await kind.remote.find(label)}`
  /** What the platform answers about a role, in its own envelope. */
  const about = async (id: string): Promise<unknown> => {
    const fields = await kind.remote.get(id)
    return name.startsWith('northflank') ? { data: fields } : fields
  }
  const isOf =
    (id: string) =>
    ({ url }: SandboxRequest): boolean =>
      new RegExp(`/${id}(?:\\?|$)`).test(url)
  const notFound = answer(404, {
    message: 'role not found',
    statusCode: 404,
    requestId: 'r',
    code: 'not_found',
    error: { status: 404, message: 'role not found' },
  })

  test('an answer about another role keeps the state, and a destroy never reaches the stranger', async () => {
    const stranger = await kind.remote.create('Stranger', kind.rich)
    await write(kind.full('Ours'))
    await workspace.apply()
    const before = await workspace.attributes(address)
    const mixed = answer(200, await about(stranger))
    const isOurs = isOf(await pathId('Ours'))
    session.interfere((request) => (request.method === 'GET' && isOurs(request) ? mixed : undefined))
    await workspace.write({
      provider: { rolecall: { refresh: 'get' } },
      resource: { [kind.type]: { x: kind.full('Ours') } },
    })
    const plan = await workspace.plan()
    expect(errorsOf(plan)).toEqual([expect.stringMatching(/the answer is about another role/)])
    expect((await workspace.destroy()).code).toBe(1)
    expect(await workspace.attributes(address)).toEqual(before)
    session.interfere()
    expect((await workspace.destroy()).code).toBe(0)
    expect(await kind.remote.get(stranger)).not.toBeNull()
    await kind.remote.remove(stranger)
  })

  test('an answer about another role to a write keeps the state as it was', async () => {
    const stranger = await kind.remote.create('Stranger', kind.rich)
    const mixed = answer(200, await about(stranger))
    await write(kind.full('Ours'))
    await workspace.apply()
    const before = await workspace.attributes(address)
    const isOurs = isOf(await pathId('Ours'))
    await write({ ...kind.full('Ours'), description: 'Other words.' })
    session.interfere((request) => (request.method !== 'GET' && isOurs(request) ? mixed : undefined))
    expect(errorsOf(await workspace.apply())).toEqual([expect.stringMatching(/about another role/)])
    expect(await workspace.attributes(address)).toEqual(before)
    session.interfere()
    expect((await workspace.apply()).code).toBe(0)
    expect((await workspace.plan()).code).toBe(0)
    await kind.remote.remove(stranger)
  })

  test('a create that is answered about another role never takes that one', async () => {
    const stranger = await kind.remote.create('Stranger', kind.rich)
    const mixed = answer(201, await about(stranger))
    await write(kind.full('Ours'))
    session.interfere(({ method }) => (method === 'POST' ? mixed : undefined))
    expect(errorsOf(await workspace.apply())).toEqual([expect.stringMatching(/"Ours" may have been created/)])
    expect(await workspace.attributes(address)).toBeUndefined()
    session.interfere()
    await kind.remote.remove(stranger)
  })

  test('a 404 for a role that the list shows keeps the state, in a plan and in a destroy', async () => {
    await workspace.write({
      provider: { rolecall: { refresh: 'get' } },
      resource: { [kind.type]: { x: kind.full('Listed') } },
    })
    await workspace.apply()
    const before = await workspace.attributes(address)
    const isOurs = isOf(await pathId('Listed'))
    const says = expect.stringMatching(
      /answers 404 for the role "Listed", and its list of all roles shows it[\s\S]*terraform state rm/,
    )
    session.interfere((request) => (isOurs(request) ? notFound : undefined))
    expect(errorsOf(await workspace.plan())).toEqual([says])
    expect(errorsOf(await workspace.destroy('-refresh=false'))).toEqual([says])
    expect(await workspace.attributes(address)).toEqual(before)
    // One that passes is asked again.
    let left = 2
    session.interfere((request) => (isOurs(request) && (left -= 1) >= 0 ? notFound : undefined))
    expect(await workspace.plan()).toMatchObject({ code: 0, diagnostics: [] })
    left = 2
    expect((await workspace.destroy('-refresh=false')).code).toBe(0)
    expect(await kind.remote.find('Listed')).toBeNull()
  })

  test('a 404 beside a list that cannot be had decides nothing', async () => {
    await workspace.write({
      provider: { rolecall: { refresh: 'get', retry: { max_attempts: 1 } } },
      resource: { [kind.type]: { x: kind.full('Unlisted') } },
    })
    await workspace.apply()
    const isOurs = isOf(await pathId('Unlisted'))
    session.interfere((request) =>
      isOurs(request) ? notFound : request.method === 'GET' ? answer(503, {}) : undefined,
    )
    expect(errorsOf(await workspace.plan())).toEqual([
      expect.stringMatching(/answers 404[\s\S]*the list of all roles cannot be had/),
    ])
    expect(await workspace.attributes(address)).toBeDefined()
  })

  test('a role that was changed after the plan was made is not overwritten', async () => {
    await write(kind.full('Contended'))
    await workspace.apply()
    await write({ ...kind.full('Contended'), description: 'By the plan.' })
    expect((await workspace.plan('-out=saved')).code).toBe(2)
    const id = await pathId('Contended')
    // Another second, so that the date tells.
    await new Promise((resolve) => setTimeout(resolve, 1_050))
    await kind.remote.change(id, { description: 'By the console.' })
    const applied = await workspace.run(['apply', '-json', 'saved'])
    expect(errorsOf(applied)).toEqual([
      expect.stringMatching(
        /"Contended" was changed in \w+ after the plan was made[\s\S]*description: .*"By the console\."[\s\S]*Plan again, with refresh/,
      ),
    ])
    expect((await kind.remote.get(id))?.['description']).toBe('By the console.')
    expect((await workspace.apply()).code).toBe(0)
    expect((await kind.remote.get(id))?.['description']).toBe('By the plan.')
  })

  test('an update that was sent and not answered is sent again, also without refresh', async () => {
    await write(kind.full('Halfway'))
    await workspace.apply()
    await new Promise((resolve) => setTimeout(resolve, 1_050))
    await workspace.write({
      provider: { rolecall: { retry: { max_attempts: 1 } } },
      resource: { [kind.type]: { x: { ...kind.full('Halfway'), description: 'Other words.' } } },
    })
    session.interfere(({ method }) => (method === 'GET' ? undefined : { kind: 'lose-answer' }))
    expect((await workspace.apply()).code).toBe(1)
    session.interfere()
    const again = await workspace.apply('-refresh=false')
    expect({ code: again.code, errors: errorsOf(again) }).toEqual({ code: 0, errors: [] })
    expect((await workspace.plan()).code).toBe(0)
  })

  test('an update that never arrived hides no later change once the role was read', async () => {
    await write(kind.full('Unheard'))
    await workspace.apply()
    await new Promise((resolve) => setTimeout(resolve, 1_050))
    const config = {
      provider: { rolecall: { retry: { max_attempts: 1 } } },
      resource: { [kind.type]: { x: { ...kind.full('Unheard'), description: 'By the plan.' } } },
    }
    await workspace.write(config)
    session.interfere(({ method }) => (method === 'GET' ? undefined : { kind: 'lose-request' }))
    expect((await workspace.apply()).code).toBe(1)
    session.interfere()
    expect((await workspace.plan('-out=saved')).code).toBe(2)
    const id = await pathId('Unheard')
    await kind.remote.change(id, { description: 'By the console.' })
    const applied = await workspace.run(['apply', '-json', 'saved'])
    expect(errorsOf(applied)).toEqual([expect.stringMatching(/"Unheard" was changed in \w+ after the plan was made/)])
    expect((await kind.remote.get(id))?.['description']).toBe('By the console.')
  })

  test('a create that something in between sent twice is ours', async () => {
    await write(kind.full('Replayed'))
    session.requests()
    session.interfere(({ method }) => (method === 'POST' ? { kind: 'replay' } : undefined))
    const applied = await workspace.apply()
    expect({ code: applied.code, errors: errorsOf(applied) }).toEqual({ code: 0, errors: [] })
    session.interfere()
    expect((await workspace.plan()).code).toBe(0)
    expect(warningsOf(applied)).toEqual([])
  })
})
