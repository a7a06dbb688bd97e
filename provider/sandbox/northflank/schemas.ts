import type { TProperties } from 'typebox'
import Type from 'typebox'

/** Northflank's two kinds of role. They share their operations and differ in what a role holds. */
export type Level = 'org' | 'team'

/** What a body may say of a project restriction; servers of the first generation spell `notIn` as `not-in`. */
export type SentProjectRestrictions = {
  enabled: boolean
  projects?: string[]
  restrictionMode?: 'in' | 'notIn' | 'not-in'
}

/** What a body may say of a role of either kind. */
export type Content = {
  description?: string
  permissions?: { orgScope?: string[]; teamScope?: string[]; projectScope?: string[] }
  restrictions?: SentProjectRestrictions & { teams?: { teamId: string; restrictions?: SentProjectRestrictions }[] }
  directoryGroups?: string[]
}

export type NamedContent = Content & { name: string }

const Slug = Type.String({ minLength: 3, maxLength: 39, pattern: '^[a-zA-Z](-?[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*)?$' })

/** The documents do not say how a permission is spelled, so any text is one. */
const Permissions = Type.Optional(Type.Array(Type.String({ minLength: 1 })))

/** One character at least: a description can be changed, but PATCH cannot take it away. */
const description = Type.Optional(
  Type.String({ maxLength: 200, pattern: '^[a-zA-Z0-9.,?\\s\\\\/\'"()[\\];`%^&*\\-_:!]+$' }),
)

const teamName = Type.String({ minLength: 3, maxLength: 100, pattern: '^[a-zA-Z0-9]+((-|\\s)[a-zA-Z0-9]+)*$' })

const names = { org: Type.String({ minLength: 1 }), team: teamName }

const permissions = {
  org: Type.Object({ orgScope: Permissions, teamScope: Permissions, projectScope: Permissions }),
  team: Type.Object({ teamScope: Permissions, projectScope: Permissions }),
}

const projectRestrictions = (modes: string[]) =>
  Type.Object({
    enabled: Type.Boolean(),
    projects: Type.Optional(Type.Array(Slug)),
    restrictionMode: Type.Optional(Type.Enum(modes)),
  })

const restrictions = {
  org: Type.Object({
    enabled: Type.Boolean(),
    teams: Type.Optional(
      Type.Array(Type.Object({ teamId: Slug, restrictions: Type.Optional(projectRestrictions(['in', 'notIn'])) })),
    ),
  }),
  team: projectRestrictions(['in', 'notIn']),
}

const current = {
  org: {
    description,
    permissions: Type.Optional(permissions.org),
    restrictions: Type.Optional(restrictions.org),
    directoryGroups: Type.Optional(Type.Array(Type.String({ minLength: 1 }))),
  },
  team: { description, permissions: Type.Optional(permissions.team), restrictions: Type.Optional(restrictions.team) },
}

/** A role of the first generation restricts no teams and has no directory groups. */
const first = {
  org: {
    description,
    permissions: permissions.org,
    restrictions: Type.Optional(Type.Object({ enabled: Type.Boolean() })),
  },
  team: {
    description,
    permissions: Type.Optional(permissions.team),
    restrictions: Type.Optional(projectRestrictions(['in', 'notIn', 'not-in'])),
  },
}

const content = (properties: TProperties) => Type.Unsafe<Content>(Type.Object(properties))
const namedContent = (properties: TProperties) => Type.Unsafe<NamedContent>(Type.Object(properties))

/** Bodies of POST and of PUT by name. */
export const namedSchemas = {
  org: namedContent({ name: names.org, ...current.org }),
  team: namedContent({ name: names.team, ...current.team }),
}

/** Bodies of PATCH, which cannot rename. */
export const patchSchemas = { org: content(current.org), team: content(current.team) }

/** Bodies of the first generation's PUT by id, which cannot rename either. */
export const replaceSchemas = { org: content(first.org), team: content(first.team) }
