import type { RoleType } from '../model/role.js'
export const roleTypes: readonly RoleType[] = [
  { name: 'astro_role', title: '', description: '', label: 'name', place: 'organization_id', needsPermissions: true, attributes: {
    name: { type: { kind: 'string' }, description: '', presence: 'required' },
    description: { type: { kind: 'string' }, description: '', presence: 'optional' },
    scope_type: { type: { kind: 'string', allowed: ['DEPLOYMENT', 'WORKSPACE'] }, description: '', presence: 'required' },
    permissions: { type: { kind: 'set', element: { kind: 'permission', scope: { attribute: 'scope_type' } } }, description: '', presence: 'required' },
    restricted_workspace_ids: { type: { kind: 'set', element: { kind: 'string' } }, description: '', presence: 'optional' },
    organization_id: { type: { kind: 'string' }, description: '', presence: 'optional-computed' },
  } },
]
export const findRoleType = (name: string): RoleType | null => roleTypes.find((type) => type.name === name) ?? null
