import type { RemoteRole } from '../../platforms/role-api.js'
import type { ValueRecord } from '../../value/value.js'
import { dataSourceError } from '../causes.js'
import { answerWarnings } from '../diagnose.js'
import type { Connected, RoleOperation } from '../operation.js'
import { filterProblems, granting, namedLike, nameOf } from '../role-filter.js'
import { asText } from '../values.js'
import { connectedSource } from './connected.js'
import type { Told } from './outcome.js'
import { keepGiven, refused } from './outcome.js'
import { toldRole } from './told-role.js'
import { readWhole } from './whole-roles.js'

const byName =
  ({ roleType }: Connected) =>
  (one: RemoteRole, other: RemoteRole): number => {
    const [a, b] = [nameOf(one, roleType), nameOf(other, roleType)]
    if (a !== b) return a < b ? -1 : 1
    return one.id < other.id ? -1 : 1
  }

const needsWhole = (config: ValueRecord): boolean =>
  config['include_permissions'] === true || asText(config['permission']) !== null

/** The roles that the filters let through. By name first, for that costs nothing. */
export const readAllRoles = async (operation: RoleOperation, config: ValueRecord): Promise<Told> => {
  const { client, roleType } = operation
  const type = `rolecall_${roleType.name}s`
  const problems = filterProblems(roleType, config)
  if (problems.length > 0) return refused(...problems)
  const connected = connectedSource(operation, config, type)
  if ('problem' in connected) return refused(connected.problem)
  const list = await client.lists.all(connected)
  if (!list.ok) return refused(dataSourceError(connected, list.failure, type))
  const named = [...list.value.values()].filter(namedLike(roleType, config))
  const read = needsWhole(config) ? await readWhole(connected, list.value, named) : { ...list, value: named }
  if (!read.ok) return refused(dataSourceError(connected, read.failure, type))
  const roles = read.value.filter(granting(roleType, config)).toSorted(byName(connected))
  const parent = roleType.parent === null ? {} : { [roleType.parent.attribute]: connected.parent }
  const told = { ...parent, roles: roles.map((role) => toldRole(connected, role)) }
  return { state: keepGiven(told, config), diagnostics: answerWarnings(list) }
}
