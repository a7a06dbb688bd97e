import type { RoleType } from '@rolecall/shared/model/role.js'
import type { DataSource } from '../../framework/provider.js'
import type { PlatformAdapter } from '../../platforms/role-api.js'
import type { RoleClient } from '../client.js'
import { emptyProblems } from '../role-filter.js'
import { parentAttribute } from './schema.js'

const parentNames = ({ parent }: RoleType): readonly string[] => (parent === null ? [] : [parent.attribute])

/** What a platform offers to start a role from. */
const templateSource = (adapter: PlatformAdapter, roleType: RoleType): DataSource<RoleClient> => {
  const { key, title } = adapter.platform
  const type = `rolecall_${key}_role_templates`
  return {
    type,
    schema: {
      version: 0,
      description:
        `Lists the roles that ${title} offers to start from, sorted by name. They cannot be assigned: a role of your ` +
        'own begins with what one of them grants.',
      attributes: {
        ...parentAttribute(roleType),
        templates: {
          type: {
            nesting: 'list',
            attributes: {
              name: { type: 'string', description: 'Name of the template.', computed: true },
              description: { type: 'string', description: 'What it is for.', computed: true },
              scope_type: {
                type: 'string',
                description: 'What a role made from it is assigned on, as `scope_type` of the resource has it.',
                computed: true,
              },
              permissions: {
                type: { kind: 'set', element: 'string' },
                description: 'Permissions it grants.',
                computed: true,
              },
            },
          },
          description: 'The templates.',
          computed: true,
        },
      },
    },
    validate: (config) => emptyProblems(config, parentNames(roleType)),
    read: async (config, { client, signal }) =>
      (await import('./read-templates.js')).readTemplates(
        { adapter, roleType, client, signal, limit: null },
        config,
        type,
      ),
  }
}

/** Platforms that list no permissions have no templates either. */
export const templateSources = (adapter: PlatformAdapter): readonly DataSource<RoleClient>[] => {
  const [roleType] = adapter.platform.roleTypes
  return adapter.connectCatalog && roleType ? [templateSource(adapter, roleType)] : []
}
