/** RC011 at Northflank: restrictions that are switched off but say something, or on and say nothing. */
import type { AttributeValue, AttributeValues, Path } from '../../model/role.js'
import { isRecord, own } from '../../model/values.js'
import type { IdleRestriction } from '../platform.js'

const isEmpty = (value: AttributeValue): boolean => value === null || (Array.isArray(value) && value.length === 0)

const idleIn = (restrictions: AttributeValues, path: Path, list: 'teams' | 'projects'): readonly IdleRestriction[] => {
  const enabled = own(restrictions, 'enabled')
  const listed = own(restrictions, list)
  if (enabled === true && isEmpty(listed)) {
    const message = `These restrictions list no ${list}, so they restrict nothing. List some, or set \`enabled\` to false.`
    return [{ path, message }]
  }
  if (enabled !== false) return []
  return [list, 'restriction_mode']
    .filter((name) => !isEmpty(own(restrictions, name)))
    .map((name) => ({
      path: [...path, name],
      message: `\`${name}\` has no effect while \`enabled\` is false. Set \`enabled\` to true, or remove it.`,
    }))
}

export const idleRestrictions = (attributes: AttributeValues): readonly IdleRestriction[] => {
  const restrictions = own(attributes, 'restrictions')
  if (!isRecord(restrictions)) return []
  const path = ['restrictions']
  const teams = own(restrictions, 'teams')
  const inTeams = Array.isArray(teams)
    ? teams.flatMap((team: AttributeValue, index) => {
        const inner = isRecord(team) ? own(team, 'restrictions') : null
        return isRecord(inner) ? idleIn(inner, [...path, 'teams', index, 'restrictions'], 'projects') : []
      })
    : []
  // A team role has no teams to list.
  const list = Object.hasOwn(attributes, 'team_id') ? 'projects' : 'teams'
  return [...idleIn(restrictions, path, list), ...inTeams]
}
