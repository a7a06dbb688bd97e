/** RC003: the catalog holds the permission, but for lists of another scope. */

import type { Catalog } from '../catalog/catalog.js'
import { isInScope } from '../catalog/catalog.js'
import { nearestPermissions } from '../catalog/nearest.js'
import type { Granted } from '../model/granted.js'
import type { Problem } from '../model/problem.js'
import { didYouMean, oneOf, quote } from '../model/wording.js'
import { problem } from './problem.js'

export const wrongScopes = (granted: readonly Granted[], catalog: Catalog): readonly Problem[] => {
  if (catalog.coverage === 'unconfirmed') return []
  const { title } = catalog.platform
  return granted.flatMap(({ path, value, scope }) => {
    const permission = catalog.find(value)
    if (!permission || isInScope(permission, scope)) return []
    const suggestions = nearestPermissions(value, catalog, scope)
    const belongs = `${quote(value)} belongs to ${oneOf(permission.scopes)} in the ${title} catalog of ${catalog.retrieved}`
    const fix = didYouMean(suggestions, 'Move it to a role or list of that scope, or remove it.')
    return [problem('RC003', path, `${belongs}, not to ${quote(scope ?? '')}. ${fix}`, suggestions)]
  })
}
