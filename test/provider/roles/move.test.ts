import { resourceOptions } from '@rolecall/shared/model/resource-options.js'
import { describe, expect, test } from 'vitest'
import { schemaProblems } from '../../../provider/framework/self-check.js'
import { createProviderServer } from '../../../provider/framework/server.js'
import { createRolecallProvider } from '../../../provider/roles/provider.js'
import { recordOf } from '../../../provider/value/value.js'

const silent = (): void => undefined
const log = { trace: silent, debug: silent, info: silent, warn: silent, error: silent }

const made = () => {
  const provider = createRolecallProvider({ environment: {}, directory: () => '/nowhere' })
  return { provider, server: createProviderServer(provider, { log }) }
}

const subject = {
  id: 'u1',
  subject_type: 'USER',
  username: 'a@example.com',
  full_name: 'A',
  avatar_url: null,
  api_token_name: null,
}

/** As astronomer/astro 1.5.2 saves it. */
const saved = {
  id: 'clzi3vy2s0qmh01lqf8ld3x1a',
  name: 'Viewer',
  description: 'Looks.',
  permissions: ['deployment.get'],
  scope_type: 'DEPLOYMENT',
  restricted_workspace_ids: ['cldbvzoi20182g8odxt8ehi5i'],
  created_at: '2025-01-02T03:04:05Z',
  created_by: subject,
  updated_at: '2025-01-02T03:04:05Z',
  updated_by: subject,
}

const call = (state: object, provider = 'registry.terraform.io/astronomer/astro', version = 0) => ({
  type: 'rolecall_astro_role',
  from: { provider, type: 'astro_custom_role', version },
  state: JSON.stringify(state),
})

describe('a role of astronomer/astro', () => {
  test('carries everything, is rated, and leaves open which organization it is of', async () => {
    const { state, private: kept, diagnostics } = await made().server.moveResourceState(call(saved))
    expect(diagnostics).toEqual([])
    expect(kept).toHaveLength(0)
    expect(JSON.parse(JSON.stringify(state))).toEqual({
      ...saved,
      organization_id: null,
      effective_permissions: saved.permissions,
      ...Object.fromEntries(resourceOptions.map((option) => [option, null])),
      blast_radius: { level: 'low', summary: expect.stringContaining('low'), warnings: null },
    })
  })

  test('is the same from a provider that is configured, from other registries and from other versions', async () => {
    const { server } = made()
    const first = await server.moveResourceState(call(saved))
    const astro = recordOf([
      ['organization_id', 'clmh5mash17wq01m5nv6ftw0p'],
      ['token', 'a'],
      ['base_url', null],
      ['allow_http', null],
    ])
    const names = Object.keys(server.schema.attributes)
    const config = recordOf(names.map((name) => [name, name === 'astro' ? astro : null]))
    expect((await server.configureProvider({ terraformVersion: '1.11.0', config })).diagnostics).toEqual([])
    const later = { ...saved, colour: { of: ['the', 1] } }
    expect(await server.moveResourceState(call(saved))).toEqual(first)
    expect(await server.moveResourceState(call(later, 'registry.opentofu.org/astronomer/astro', 3))).toEqual(first)
  })
})

test('what moves is what the schema can hold', () => {
  expect(schemaProblems(made().provider)).toEqual([])
})
