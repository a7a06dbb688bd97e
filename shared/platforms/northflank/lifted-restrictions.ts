/** Northflank's restrictions, as far as a change takes them away. */
import type { AttributeValue, AttributeValues } from '../../model/role.js'
import { isRecord, own } from '../../model/values.js'
import type { LiftedRestriction } from '../platform.js'

const recordsIn = (value: AttributeValue): readonly AttributeValues[] =>
  Array.isArray(value) ? (value as readonly AttributeValue[]).filter(isRecord) : []

/** Restrictions that are switched on and say something; null for all others, which restrict nothing. */
const effective = (value: AttributeValue, list: 'teams' | 'projects'): AttributeValues | null => {
  if (!isRecord(value) || own(value, 'enabled') !== true) return null
  const listed = own(value, list)
  return Array.isArray(listed) && listed.length > 0 ? value : null
}

const isExclusion = (restrictions: AttributeValues): boolean => own(restrictions, 'restriction_mode') === 'notIn'

const projectsLifted = (prior: AttributeValue, planned: AttributeValue, where: string): readonly string[] => {
  const [before, after] = [effective(prior, 'projects'), effective(planned, 'projects')]
  if (!before) return []
  if (!after) return [`It reaches all projects${where}; until now not all of them.`]
  return isExclusion(after) && !isExclusion(before)
    ? [`It reaches all but some projects${where}; until now only some.`]
    : []
}

const teamsLifted = (prior: AttributeValue, planned: AttributeValue): readonly string[] => {
  const [before, after] = [effective(prior, 'teams'), effective(planned, 'teams')]
  if (!before) return []
  if (!after) return ['It reaches all teams; until now only some.']
  const known = new Map<string, AttributeValue>(
    recordsIn(own(before, 'teams')).map((team) => [String(own(team, 'team_id')), own(team, 'restrictions')]),
  )
  return recordsIn(own(after, 'teams')).flatMap((team) => {
    const id = String(own(team, 'team_id'))
    return projectsLifted(known.get(id) ?? null, own(team, 'restrictions'), ` of the team ${id}`)
  })
}

export const liftedRestrictions = (prior: AttributeValues, planned: AttributeValues): readonly LiftedRestriction[] => {
  const before = own(prior, 'restrictions')
  const after = own(planned, 'restrictions')
  const messages = Object.hasOwn(planned, 'team_id') ? projectsLifted(before, after, '') : teamsLifted(before, after)
  return messages.map((message) => ({ path: ['restrictions'], message }))
}
