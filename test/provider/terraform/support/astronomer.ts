/** A stand-in for astronomer/astro: its address, and the resource whose state moves to ours, with the schema of 1.5.2. */

import { keepPrior, replaceAlways } from '../../../../provider/framework/plan-modifiers.js'
import type { Provider } from '../../../../provider/framework/provider.js'
import type { Resource } from '../../../../provider/framework/resource.js'
import type { SchemaAttribute, SchemaAttributes } from '../../../../provider/framework/schema.js'
import { createProviderServer } from '../../../../provider/framework/server.js'
import type { Reattachable } from '../../../../provider/plugin/reattach.js'
import { providerService } from '../../../../provider/rpc/provider-service.js'
import type { ValueRecord } from '../../../../provider/value/value.js'
import { isRecord, recordOf } from '../../../../provider/value/value.js'
import type { Remote } from './remote.js'

const text = (parts: Omit<SchemaAttribute, 'type' | 'description'>): SchemaAttribute => ({
  type: 'string',
  description: '',
  ...parts,
})

const texts = (parts: Omit<SchemaAttribute, 'type' | 'description'>): SchemaAttribute => ({
  type: { kind: 'set', element: 'string' },
  description: '',
  ...parts,
})

const subjectFields = {
  id: 'id',
  subject_type: 'subjectType',
  username: 'username',
  full_name: 'fullName',
  avatar_url: 'avatarUrl',
  api_token_name: 'apiTokenName',
}

const subject = (parts: Pick<SchemaAttribute, 'plan'>): SchemaAttribute => ({
  type: {
    nesting: 'single',
    attributes: Object.fromEntries(Object.keys(subjectFields).map((name) => [name, text({ computed: true })])),
  },
  description: '',
  computed: true,
  ...parts,
})

const attributes: SchemaAttributes = {
  id: text({ computed: true, plan: [keepPrior] }),
  name: text({ required: true }),
  description: text({ optional: true }),
  permissions: texts({ required: true }),
  scope_type: text({ required: true, plan: [replaceAlways] }),
  restricted_workspace_ids: texts({ optional: true }),
  created_at: text({ computed: true, plan: [keepPrior] }),
  created_by: subject({ plan: [keepPrior] }),
  updated_at: text({ computed: true }),
  updated_by: subject({}),
}

/** Go's RFC 3339, which has no fractions of seconds. */
const time = (value: unknown): string => `${value}`.replace(/\.\d+Z$/, 'Z')

const subjectFrom = (value: unknown): ValueRecord => {
  const fields = value as { readonly [name: string]: string | undefined }
  return recordOf(Object.entries(subjectFields).map(([name, field]) => [name, fields[field] ?? null]))
}

const role = (remote: Remote, calls: string[]): Resource<null> => {
  const never = (name: string) => async (): Promise<never> => {
    calls.push(name)
    throw new Error(`astronomer/astro was asked to ${name}.`)
  }
  return {
    type: 'astro_custom_role',
    schema: { version: 0, description: '', attributes },
    create: async ({ planned }) => {
      const id = await remote.create(String(planned['name']), {
        permissions: planned['permissions'],
        scopeType: planned['scope_type'],
        ...(planned['description'] !== null && { description: planned['description'] }),
        ...(planned['restricted_workspace_ids'] !== null && {
          restrictedWorkspaceIds: planned['restricted_workspace_ids'],
        }),
      })
      const made = (await remote.get(id)) ?? {}
      const state = recordOf([
        ...Object.entries(isRecord(planned) ? planned : {}),
        ['id', id],
        ['created_at', time(made['createdAt'])],
        ['created_by', subjectFrom(made['createdBy'])],
        ['updated_at', time(made['updatedAt'])],
        ['updated_by', subjectFrom(made['updatedBy'])],
      ])
      return { state, diagnostics: [] }
    },
    read: never('read'),
    update: never('update'),
    delete: never('delete'),
  }
}

const silent = (): void => undefined
const log = { trace: silent, debug: silent, info: silent, warn: silent, error: silent }

/** It makes roles, and notes what else it is asked for, its schema apart. */
export const astronomer = (remote: Remote, calls: string[]): Reattachable => {
  const provider: Provider<null> = {
    name: 'astro',
    version: '1.5.2',
    schema: { version: 0, description: '', attributes: { organization_id: text({ optional: true }) } },
    resources: [role(remote, calls), { ...role(remote, calls), type: 'astro_role_of_another_kind' }],
    dataSources: [],
    functions: [],
    configure: async () => {
      calls.push('configure')
      return { client: null, diagnostics: [] }
    },
  }
  return {
    sources: ['registry.terraform.io/astronomer/astro', 'registry.opentofu.org/astronomer/astro'],
    services: [providerService(createProviderServer(provider, { log }), log)],
    log,
  }
}
