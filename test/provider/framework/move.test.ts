import { describe, expect, test } from 'vitest'
import type { Resource } from '../../../provider/framework/resource.js'
import { recordOf } from '../../../provider/value/value.js'
import type { Client } from './fake.js'
import { attribute, record, schemaOf, serve } from './fake.js'

const schema = schemaOf({
  id: attribute({ type: 'string', computed: true }),
  name: attribute({ type: 'string', required: true }),
  tags: attribute({ type: { kind: 'set', element: 'string' }, optional: true }),
  owner: attribute({
    type: { nesting: 'single', attributes: { id: attribute({ type: 'string', computed: true }) } },
    computed: true,
  }),
  place: attribute({ type: 'string', optional: true, computed: true }),
  rating: attribute({ type: 'string', computed: true }),
})

const from = [{ provider: 'acme/cloud', type: 'cloud_thing', attributes: ['id', 'name', 'tags', 'owner'] }]

const own: NonNullable<Resource<Client>['move']> = {
  from,
  needs: ['id'],
  complete: async (carried) => recordOf([...Object.entries(carried), ['rating', `rated ${String(carried['name'])}`]]),
}

const address = 'registry.terraform.io/acme/cloud'

const move = (
  state: string,
  source: Partial<{ provider: string; type: string; version: number }> = {},
  moves: Resource<Client>['move'] = own,
) =>
  serve({ resource: { schema, ...(moves && { move: moves }) } }).server.moveResourceState({
    type: 'fake_thing',
    from: { provider: address, type: 'cloud_thing', version: 0, ...source },
    state,
  })

const whole = '{"id": "1", "name": "a", "tags": ["x"], "owner": {"id": "o", "more": 1}, "gone": {"x": 1}, "place": "p"}'
const expected = record({ id: '1', name: 'a', tags: ['x'], owner: { id: 'o' }, place: null, rating: 'rated a' })

describe('a state moves', () => {
  test('with what the source carries and what follows from it, and without private state', async () => {
    expect(await move(whole)).toStrictEqual({ state: expected, private: new Uint8Array(), diagnostics: [] })
  })

  test.each(['registry.opentofu.org/acme/cloud', 'mirror.example.com/acme/cloud', 'acme/cloud'])(
    'from the provider %s',
    async (provider) => {
      expect((await move(whole, { provider, version: 7 })).state).toStrictEqual(expected)
    },
  )
})

describe('a state does not move', () => {
  test.each([
    ['another provider', { provider: 'registry.terraform.io/other/cloud' }],
    ['a provider of another name', { provider: 'registry.terraform.io/acme/cloud-two' }],
    ['another resource', { type: 'cloud_other' }],
  ])('from %s', async (_title, source) => {
    const { state, diagnostics } = await move(whole, source)
    expect(state).toBeNull()
    expect(diagnostics).toMatchObject([
      {
        severity: 'error',
        summary: expect.stringMatching(/cannot move to fake_thing$/),
        detail: expect.stringMatching(/- cloud_thing of the provider acme\/cloud\n\n[^]*import block/),
      },
    ])
  })

  test('to a resource that takes none', async () => {
    const { server } = serve({ resource: { schema } })
    const call = { type: 'fake_thing', from: { provider: address, type: 'cloud_thing', version: 0 }, state: whole }
    expect(await server.moveResourceState(call)).toMatchObject({
      state: null,
      diagnostics: [{ detail: expect.stringContaining('fake_thing takes no state of other resources.') }],
    })
  })

  test.each([
    ['{"id": "1", "tags": null}', 'name is missing'],
    ['{"name": "a"}', 'id is missing'],
    ['null', 'an object is required'],
    ['{"id": "1", "name": "a", "tags": "x"}', 'tags: a list is required'],
    ['{', ''],
  ])('that is %s', async (state, problem) => {
    const moved = await move(state, { version: 3 })
    expect(moved.state).toBeNull()
    expect(moved.diagnostics).toMatchObject([{ severity: 'error', detail: expect.stringContaining(problem) }])
    expect(moved.diagnostics[0]?.detail).toContain('schema version 3')
  })

  test('to what the schema does not allow: that is a bug, and the rest is kept', async () => {
    const complete = async () => record({ id: '1', name: 'a', rating: ['no'] })
    const moved = await move(whole, {}, { ...own, complete })
    expect(moved.diagnostics).toMatchObject([{ summary: expect.stringMatching(/^Bug in the provider/) }])
    expect(moved.state).toMatchObject({ id: '1', rating: null })
  })
})
