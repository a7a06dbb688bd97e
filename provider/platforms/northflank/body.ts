import type { AttributeValues } from '@rolecall/shared/model/role.js'
import { changedDescription, flagIn, membersIn, objectOf, textIn, textsIn } from '../attributes.js'
import type { Level } from './role.js'

type Change = { readonly prior: AttributeValues; readonly planned: AttributeValues }

/** Every scope, also those without permissions: whether PATCH merges here is not documented. */
const permissionsOf = (attributes: AttributeValues, level: Level) => {
  const permissions = objectOf(attributes['permissions']) ?? {}
  return {
    ...(level === 'org' && { orgScope: textsIn(permissions, 'org_scope') ?? [] }),
    teamScope: textsIn(permissions, 'team_scope') ?? [],
    projectScope: textsIn(permissions, 'project_scope') ?? [],
  }
}

const projectRestrictionsOf = (restrictions: AttributeValues) => {
  const mode = textIn(restrictions, 'restriction_mode')
  return {
    enabled: flagIn(restrictions, 'enabled'),
    projects: textsIn(restrictions, 'projects') ?? [],
    ...(mode !== null && { restrictionMode: mode }),
  }
}

const teamOf = (team: AttributeValues) => {
  const restrictions = objectOf(team['restrictions'])
  return { teamId: textIn(team, 'team_id'), ...(restrictions && { restrictions: projectRestrictionsOf(restrictions) }) }
}

const teamsIn = (restrictions: AttributeValues): readonly AttributeValues[] =>
  (membersIn(restrictions, 'teams') ?? []).map(objectOf).filter((team) => team !== null)

const restrictionsOf = (restrictions: AttributeValues, level: Level) =>
  level === 'team'
    ? projectRestrictionsOf(restrictions)
    : { enabled: flagIn(restrictions, 'enabled'), teams: teamsIn(restrictions).map(teamOf) }

const unrestricted: AttributeValues = { enabled: false }

/** What a role is made with. What is left out is empty then. */
export const createBody = (attributes: AttributeValues, level: Level) => {
  const description = textIn(attributes, 'description')
  const restrictions = objectOf(attributes['restrictions'])
  const groups = textsIn(attributes, 'directory_groups')
  return {
    name: textIn(attributes, 'name'),
    ...(description !== null && { description }),
    permissions: permissionsOf(attributes, level),
    ...(restrictions && { restrictions: restrictionsOf(restrictions, level) }),
    ...(level === 'org' && groups && { directoryGroups: groups }),
  }
}

/** PATCH keeps what is left out, so what goes away is sent as empty. */
export const patchBody = ({ prior, planned }: Change, level: Level) => {
  const description = changedDescription(prior, planned)
  const restrictions = objectOf(planned['restrictions']) ?? (objectOf(prior['restrictions']) ? unrestricted : null)
  const groups = textsIn(planned, 'directory_groups') ?? (textsIn(prior, 'directory_groups') ? [] : null)
  return {
    ...(description !== null && { description }),
    permissions: permissionsOf(planned, level),
    ...(restrictions && { restrictions: restrictionsOf(restrictions, level) }),
    ...(level === 'org' && groups && { directoryGroups: groups }),
  }
}

/** The first generation's restrictions of projects, with its own spelling of the mode. */
const firstProjectRestrictions = (restrictions: AttributeValues) => {
  const { restrictionMode, ...others } = projectRestrictionsOf(restrictions)
  const mode = restrictionMode === 'notIn' ? 'not-in' : restrictionMode
  return { ...others, ...(mode !== undefined && { restrictionMode: mode }) }
}

/** PUT by id, of the first generation, empties what is left out. It knows no teams and no directory groups. */
export const putBody = (planned: AttributeValues, level: Level) => {
  const description = textIn(planned, 'description')
  const restrictions = objectOf(planned['restrictions']) ?? unrestricted
  return {
    ...(description !== null && { description }),
    permissions: permissionsOf(planned, level),
    restrictions:
      level === 'team' ? firstProjectRestrictions(restrictions) : { enabled: flagIn(restrictions, 'enabled') },
  }
}

/** What PATCH would leave of a role where the configuration says nothing, beside what it plans. */
export const keptBy = ({ prior, planned }: Change, now: AttributeValues): AttributeValues => {
  const kept = (name: string) => planned[name] ?? ((prior[name] ?? null) === null ? (now[name] ?? null) : null)
  return { restrictions: kept('restrictions'), directory_groups: kept('directory_groups') }
}

/** The attribute whose values PUT by id would lose; null where it loses nothing. */
export const lostByPut = (planned: AttributeValues): readonly string[] | null => {
  if ((membersIn(planned, 'directory_groups') ?? []).length > 0) return ['directory_groups']
  return teamsIn(objectOf(planned['restrictions']) ?? {}).length > 0 ? ['restrictions', 'teams'] : null
}
