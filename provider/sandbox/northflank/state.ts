import { randomBytes, randomUUID } from 'node:crypto'
import type { Static } from 'typebox'
import Type from 'typebox'
import { builtInRoles } from './built-in-roles.js'
import { NorthflankRole } from './role.js'

const DirectoryGroup = Type.Object({
  id: Type.String(),
  name: Type.String(),
  idpId: Type.String(),
  createdAt: Type.String(),
  updatedAt: Type.String(),
  members: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      emails: Type.Array(Type.Object({ address: Type.String(), verified: Type.Boolean() })),
    }),
  ),
})

const Team = Type.Object({ id: Type.String(), name: Type.String(), roles: Type.Array(NorthflankRole) })

export const NorthflankOrganization = Type.Object({
  id: Type.String(),
  name: Type.String(),
  roles: Type.Array(NorthflankRole),
  teams: Type.Array(Team, { minItems: 1 }),
  directoryGroups: Type.Array(DirectoryGroup),
})

export const NorthflankState = Type.Object({ organizations: Type.Array(NorthflankOrganization, { minItems: 1 }) })

export type NorthflankTeam = Static<typeof Team>
export type NorthflankOrganization = Static<typeof NorthflankOrganization>
export type NorthflankState = Static<typeof NorthflankState>
export type DirectoryGroup = Static<typeof DirectoryGroup>

const team = (id: string, name: string): NorthflankTeam => ({ id, name, roles: builtInRoles('team') })

const directoryGroup = (name: string, idpId: string, people: readonly string[], date: string): DirectoryGroup => ({
  id: randomBytes(12).toString('hex'),
  name,
  idpId,
  createdAt: date,
  updatedAt: date,
  members: people.map((person) => ({
    id: person.toLowerCase(),
    name: person,
    emails: [{ address: `${person.toLowerCase()}@sandbox.invalid`, verified: true }],
  })),
})

const organization = (name: string, teams: readonly NorthflankTeam[], date: string): NorthflankOrganization => {
  const idpId = randomUUID()
  return {
    id: name.toLowerCase().replaceAll(' ', '-'),
    name,
    roles: builtInRoles('org'),
    teams: [...teams],
    directoryGroups: [
      directoryGroup('Developers', idpId, ['Ada', 'Grace'], date),
      directoryGroup('Auditors', idpId, ['Joan'], date),
    ],
  }
}

export const newNorthflankState = (now: number): NorthflankState => {
  const date = new Date(now).toISOString()
  return {
    organizations: [
      organization('Sandbox One', [team('platform', 'Platform'), team('data', 'Data')], date),
      organization('Sandbox Two', [team('research', 'Research')], date),
    ],
  }
}
