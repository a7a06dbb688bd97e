import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Diagnostic } from '../../framework/diagnostic.js'
import { warning } from '../../framework/diagnostic.js'
import { hasUnknown, plainLabel } from '../canonical.js'
import type { RoleOperation } from '../operation.js'
import { grantingOf, labelOf, parentOf, sameIn } from '../role-attributes.js'
import { listed } from './listed.js'

/**
 * Who holds a role so that the platform refuses to change what it grants. Nothing where that cannot be asked: the
 * refusal itself says what to do.
 */
export const tokenHolders = async (
  operation: RoleOperation,
  prior: AttributeValues,
  planned: AttributeValues,
): Promise<Diagnostic | null> => {
  const { adapter, client, roleType, signal } = operation
  const granting = grantingOf(roleType)
  if (sameIn(granting, prior, planned) || Object.keys(granting).some((name) => hasUnknown(planned[name] ?? null)))
    return null
  const reached = client.apiFor(operation)
  if ('problem' in reached || !reached.api.holders) return null
  const parent = parentOf(prior, roleType)
  if (parent === null && roleType.parent !== null) return null
  const ask = reached.api.holders
  const holders = await client.once(`holders of ${roleType.name} in ${parent}`, () => ask(parent, { signal }))
  if (!holders.ok) return null
  const label = labelOf(prior, roleType)
  const names = holders.value
    .filter(({ roles }) => roles.some((role) => plainLabel(role) === plainLabel(label)))
    .map(({ name }) => name)
  if (names.length === 0) return null
  return warning(
    `The role ${JSON.stringify(label)} is held by Direct Access Tokens, and ${adapter.platform.title} refuses to change what it grants`,
    `Delete these tokens before the apply, and make them anew after it:\n${listed(names, 10)}`,
    Object.keys(granting).slice(0, 1),
  )
}
