/** By what a data source finds its role. */

import type { RoleType } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { allOf, oneOf } from '@rolecall/shared/model/wording.js'
import type { Diagnostics } from '../../framework/diagnostic.js'
import { error } from '../../framework/diagnostic.js'
import type { ValueRecord } from '../../value/value.js'
import { emptyProblems } from '../role-filter.js'

/** What stands in the API's paths, and the name. */
export const selectorsOf = ({ attributes, pathId, label }: RoleType): readonly string[] =>
  [...new Set([pathId, label, 'name'])].filter((name) => Object.hasOwn(attributes, name))

/** What is unknown may turn out to be null. */
export const selectorProblems = (roleType: RoleType, config: ValueRecord): Diagnostics => {
  const selectors = selectorsOf(roleType)
  const given = selectors.filter((name) => (config[name] ?? null) !== null)
  const [, second] = given.filter((name) => config[name] !== unknown)
  if (given.length === 0) {
    const detail = `Set ${oneOf(selectors)} of the data source.`
    return [error(`The data source rolecall_${roleType.name} does not say which role`, detail)]
  }
  if (second !== undefined) {
    const detail = `Set exactly one of ${allOf(selectors)}, for they may name two roles.`
    return [error(`The data source rolecall_${roleType.name} says twice which role`, detail, [second])]
  }
  return emptyProblems(config, [...given, ...(roleType.parent ? [roleType.parent.attribute] : [])])
}
