import type { Diagnostic } from '../../framework/diagnostic.js'
import type { ParentId } from '../../platforms/role-api.js'
import type { ValueRecord } from '../../value/value.js'
import { dataSourceError } from '../causes.js'
import type { Connected, RoleOperation } from '../operation.js'
import { soughtParent } from '../parent.js'
import { asText } from '../values.js'

type Problem = { readonly problem: Diagnostic }

/** The organization, team or tenant that a data source looks in. */
export const parentGiven = (operation: RoleOperation, config: ValueRecord): { readonly parent: ParentId } | Problem => {
  const { parent } = operation.roleType
  return soughtParent(operation, parent && asText(config[parent.attribute]), 'data source')
}

/** `type` is that of the data source. */
export const connectedSource = (operation: RoleOperation, config: ValueRecord, type: string): Connected | Problem => {
  // Whoever has set nothing is told of all settings, and not of one after the other.
  const reached = operation.client.apiFor(operation)
  if ('problem' in reached) return { problem: dataSourceError(operation, reached, type) }
  const placed = parentGiven(operation, config)
  if ('problem' in placed) return placed
  return { ...operation, parent: placed.parent, api: reached.api }
}
