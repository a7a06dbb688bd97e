import type { Static } from 'typebox'
import Type from 'typebox'

const Strings = Type.Array(Type.String())
const Mode = Type.Enum(['in', 'notIn'])

export const ProjectRestrictions = Type.Object({
  enabled: Type.Boolean(),
  projects: Type.Optional(Strings),
  restrictionMode: Type.Optional(Mode),
})

/** An organization's role restricts teams, a team's role projects. */
export const Restrictions = Type.Object({
  enabled: Type.Boolean(),
  teams: Type.Optional(
    Type.Array(Type.Object({ teamId: Type.String(), restrictions: Type.Optional(ProjectRestrictions) })),
  ),
  projects: Type.Optional(Strings),
  restrictionMode: Type.Optional(Mode),
})

export const NorthflankRole = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: Type.Union([Type.String(), Type.Null()]),
  permissions: Type.Object({ orgScope: Strings, teamScope: Strings, projectScope: Strings }),
  restrictions: Restrictions,
  directoryGroups: Strings,
  /** Roles that came with the organization have no dates. */
  createdAt: Type.Union([Type.String(), Type.Null()]),
  updatedAt: Type.Union([Type.String(), Type.Null()]),
})

export type NorthflankRole = Static<typeof NorthflankRole>
export type Restrictions = Static<typeof Restrictions>
export type ProjectRestrictions = Static<typeof ProjectRestrictions>
