import { describe, expect, test } from 'vitest'
import { error, warning } from '../../../provider/framework/diagnostic.js'
import type { Listed } from '../../../provider/framework/list.js'
import type { Found, Resource } from '../../../provider/framework/resource.js'
import type { Client } from './fake.js'
import { attribute, record, schemaOf, serve } from './fake.js'

const schema = schemaOf({
  id: attribute({ type: 'string', computed: true }),
  name: attribute({ type: 'string', required: true }),
  tags: attribute({ type: { kind: 'set', element: 'string' }, optional: true, computed: true, default: [] }),
})

const identity: NonNullable<Resource<Client>['identity']> = {
  schema: { version: 0, attributes: { id: { type: 'string', description: '', import: 'required' } } },
  import: async () => ({ state: null, diagnostics: [] }),
}

const thing = (id: string | null): Found => ({ displayName: `Thing ${id}`, state: record({ id, name: 'a', tags: [] }) })

type Run = NonNullable<Resource<Client>['list']>['run']

const listing = async (run: Run, limit = 0, includeObject = true): Promise<Listed[]> => {
  const { server } = serve({ resource: { schema, identity, list: { schema: schemaOf({}), run } } })
  const events: Listed[] = []
  const { signal } = new AbortController()
  for await (const event of server.listResource({
    type: 'fake_thing',
    config: record({}),
    limit,
    includeObject,
    signal,
  }))
    events.push(event)
  return events
}

const giving = (...found: readonly (Found | { readonly diagnostics: readonly ReturnType<typeof error>[] })[]): Run =>
  async function* () {
    yield* found
  }

describe('a list', () => {
  test('gives each object with its identity, and all of it where that is asked for', async () => {
    const [whole] = await listing(giving(thing('1')))
    expect(whole).toEqual({
      identity: record({ id: '1' }),
      displayName: 'Thing 1',
      object: thing('1').state,
      diagnostics: [],
    })
    const [short] = await listing(giving(thing('1')), 0, false)
    expect(short).toMatchObject({ identity: record({ id: '1' }), object: null })
  })

  test('ends at the limit, and does not read on', async () => {
    let read = 0
    const events = await listing(async function* () {
      for (;;) {
        read += 1
        yield thing(String(read))
      }
    }, 3)
    expect(events.map(({ displayName }) => displayName)).toEqual(['Thing 1', 'Thing 2', 'Thing 3'])
    expect(read).toBe(3)
  })

  test('ends at an error, and goes on after a warning', async () => {
    const events = await listing(
      giving({ diagnostics: [warning('w', '')] }, thing('1'), { diagnostics: [error('e', '')] }, thing('2')),
    )
    expect(events.map(({ identity: own, diagnostics }) => [own?.['id'], diagnostics[0]?.summary])).toEqual([
      [undefined, 'w'],
      ['1', undefined],
      [undefined, 'e'],
    ])
  })

  test('says that an object without its identity, or what is thrown, is a bug', async () => {
    expect(await listing(giving(thing(null)))).toMatchObject([
      {
        identity: null,
        diagnostics: [{ severity: 'error', summary: expect.stringContaining('without its identity') }],
      },
    ])
    const thrown = await listing(async function* () {
      yield thing('1')
      throw new Error('broke')
    })
    expect(thrown[1]?.diagnostics).toMatchObject([{ severity: 'error', detail: expect.stringContaining('broke') }])
  })
})

test('a configuration is written with what a user has to write, and no more', async () => {
  const { server } = serve({ resource: { schema } })
  const generate = (tags: readonly string[]) =>
    server.generateResourceConfig({ type: 'fake_thing', state: record({ id: '1', name: 'a', tags }) })
  expect(await generate([])).toEqual({ config: record({ id: null, name: 'a', tags: null }), diagnostics: [] })
  expect((await generate(['x'])).config).toEqual(record({ id: null, name: 'a', tags: ['x'] }))
})
