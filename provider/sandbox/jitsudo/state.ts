import { randomUUID } from 'node:crypto'
import type { Static } from 'typebox'
import Type from 'typebox'

const Nullable = Type.Union([Type.String(), Type.Null()])

export const JitsudoRole = Type.Object({
  id: Type.String(),
  slug: Type.String(),
  name: Type.String(),
  description: Nullable,
  scopes: Type.Array(Type.String()),
  isSystem: Type.Boolean(),
  createdBy: Nullable,
  updatedBy: Nullable,
  createdAt: Type.String(),
  updatedAt: Type.String(),
})

export const JitsudoTenant = Type.Object({
  id: Type.String(),
  name: Type.String(),
  createdAt: Type.String(),
  roles: Type.Array(JitsudoRole),
})

export const JitsudoState = Type.Object({ tenants: Type.Array(JitsudoTenant, { minItems: 1 }) })

export type JitsudoRole = Static<typeof JitsudoRole>
export type JitsudoTenant = Static<typeof JitsudoTenant>
export type JitsudoState = Static<typeof JitsudoState>

const systemRole = (
  slug: string,
  name: string,
  description: string,
  scopes: readonly string[],
  date: string,
): JitsudoRole => ({
  id: randomUUID(),
  slug,
  name,
  description,
  scopes: [...scopes],
  isSystem: true,
  createdBy: null,
  updatedBy: null,
  createdAt: date,
  updatedAt: date,
})

const tenant = (name: string, date: string): JitsudoTenant => ({
  id: randomUUID(),
  name,
  createdAt: date,
  roles: [
    systemRole(
      'system-administrator',
      'Administrator',
      'Runs the tenant.',
      ['tenants.manage', 'roles.manage', 'policy_rules.manage', 'api_keys.manage'],
      date,
    ),
    systemRole('system-member', 'Member', 'Asks for access.', ['requests.create', 'requests.read'], date),
  ],
})

export const newJitsudoState = (now: number): JitsudoState => {
  const date = new Date(now).toISOString()
  return { tenants: [tenant('Sandbox One', date), tenant('Sandbox Two', date)] }
}
