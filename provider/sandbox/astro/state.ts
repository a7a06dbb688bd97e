import { randomBytes } from 'node:crypto'
import type { Static } from 'typebox'
import Type from 'typebox'

const Subject = Type.Object({ id: Type.String(), apiTokenName: Type.String() })

export const AstroRole = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: Type.Union([Type.String(), Type.Null()]),
  scopeType: Type.Enum(['DEPLOYMENT', 'DAG']),
  permissions: Type.Array(Type.String()),
  restrictedWorkspaceIds: Type.Array(Type.String()),
  createdAt: Type.String(),
  updatedAt: Type.String(),
  createdBy: Subject,
  updatedBy: Subject,
})

export const DirectAccessToken = Type.Object({
  id: Type.String(),
  name: Type.String(),
  /** Names of roles. */
  roles: Type.Array(Type.String()),
})

export const AstroOrganization = Type.Object({
  id: Type.String(),
  name: Type.String(),
  owner: Subject,
  reader: Subject,
  workspaces: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  roles: Type.Array(AstroRole),
  /** Absent in states of before there were any. */
  directAccessTokens: Type.Optional(Type.Array(DirectAccessToken)),
})

export const AstroState = Type.Object({ organizations: Type.Array(AstroOrganization, { minItems: 1 }) })

export type DirectAccessToken = Static<typeof DirectAccessToken>
export type AstroRole = Static<typeof AstroRole>
export type AstroOrganization = Static<typeof AstroOrganization>
export type AstroState = Static<typeof AstroState>
export type Subject = Static<typeof Subject>

const digits = '0123456789abcdefghijklmnopqrstuvwxyz'

/** An identifier as Astro has them: `c` and 24 lower-case letters and digits. https://github.com/paralleldrive/cuid */
export const newCuid = (): string =>
  `c${Array.from(randomBytes(24), (byte) => digits.charAt(byte % digits.length)).join('')}`

const organization = (name: string, workspaces: AstroOrganization['workspaces']): AstroOrganization => ({
  id: newCuid(),
  name,
  owner: { id: newCuid(), apiTokenName: 'sandbox-organization-owner' },
  reader: { id: newCuid(), apiTokenName: 'sandbox-role-reader' },
  workspaces,
  roles: [],
})

/** The first workspace has the identifier of the vendor's examples, so that those work here as they stand. */
export const newAstroState = (): AstroState => ({
  organizations: [
    organization('Sandbox One', [
      { id: 'cldbvzoi20182g8odxt8ehi5i', name: 'Analytics' },
      { id: newCuid(), name: 'Platform' },
    ]),
    organization('Sandbox Two', [{ id: newCuid(), name: 'Research' }]),
  ],
})
