import type { NorthflankRole, ProjectRestrictions, Restrictions } from './role.js'
import type { Content, Level, NamedContent, SentProjectRestrictions } from './schemas.js'

/** The name in lower case, with a hyphen for whatever is neither letter nor digit; empty where nothing is left. */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

const distinct = (values: readonly string[] = []): string[] => [...new Set(values)]

/** The mode is taken to be `in` where none is sent; the documents do not say. */
const projectRestrictions = ({ enabled, projects, restrictionMode }: SentProjectRestrictions): ProjectRestrictions => ({
  enabled,
  ...(projects && { projects: distinct(projects) }),
  ...((enabled || restrictionMode) && {
    restrictionMode: restrictionMode === undefined || restrictionMode === 'in' ? 'in' : 'notIn',
  }),
})

const restrictionsFrom = (sent: NonNullable<Content['restrictions']>, level: Level): Restrictions => {
  if (level === 'team') return projectRestrictions(sent)
  const teams = sent.teams?.map(({ teamId, restrictions }) => ({
    teamId,
    ...(restrictions && { restrictions: projectRestrictions(restrictions) }),
  }))
  return { enabled: sent.enabled, ...(teams && { teams }) }
}

type Kept = Pick<NorthflankRole, 'description' | 'permissions' | 'restrictions' | 'directoryGroups'>

/**
 * A field that is sent replaces the whole field, so a scope that is left out of `permissions` loses
 * what it had; whether the service merges there is not documented, and this shows a client that relies on it.
 */
const contentFrom = (sent: Content, kept: Kept, level: Level): Kept => ({
  description: sent.description ?? kept.description,
  permissions: sent.permissions
    ? {
        orgScope: distinct(sent.permissions.orgScope),
        teamScope: distinct(sent.permissions.teamScope),
        projectScope: distinct(sent.permissions.projectScope),
      }
    : kept.permissions,
  restrictions: sent.restrictions ? restrictionsFrom(sent.restrictions, level) : kept.restrictions,
  directoryGroups: sent.directoryGroups ? distinct(sent.directoryGroups) : kept.directoryGroups,
})

const emptyContent = (): Kept => ({
  description: null,
  permissions: { orgScope: [], teamScope: [], projectScope: [] },
  restrictions: { enabled: false },
  directoryGroups: [],
})

const timestamp = (now: number): string => new Date(now).toISOString()

export const newRole = (id: string, sent: NamedContent, level: Level, now: number): NorthflankRole => ({
  id,
  name: sent.name,
  ...contentFrom(sent, emptyContent(), level),
  createdAt: timestamp(now),
  updatedAt: timestamp(now),
})

/** Keeps what is not sent. */
export const patchRole = (role: NorthflankRole, sent: Content, level: Level, now: number): void => {
  Object.assign(role, contentFrom(sent, role, level), { updatedAt: timestamp(now) })
}

/** Resets what is not sent: every field a user can edit, the name apart. */
export const replaceRole = (role: NorthflankRole, sent: Content, level: Level, now: number): void => {
  Object.assign(role, contentFrom(sent, emptyContent(), level), { updatedAt: timestamp(now) })
}

/** A role as lists have it. */
export const roleSummary = (role: NorthflankRole, level: Level) => ({
  id: role.id,
  name: role.name,
  ...(role.description !== null && { description: role.description }),
  restrictions: role.restrictions,
  ...(level === 'org' && { directoryGroups: role.directoryGroups }),
  ...(role.createdAt !== null && { createdAt: role.createdAt }),
  ...(role.updatedAt !== null && { updatedAt: role.updatedAt }),
})

export const wholeRole = (role: NorthflankRole, level: Level) => {
  const { orgScope, ...permissions } = role.permissions
  return { ...roleSummary(role, level), permissions: level === 'org' ? { ...permissions, orgScope } : permissions }
}
