import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Diagnostic } from '../../framework/diagnostic.js'
import { warning } from '../../framework/diagnostic.js'
import { labelOf } from '../role-attributes.js'
import type { Subject } from '../subject.js'
import { managingIn, quoted } from './role-management.js'

/** What goes with a role that is deleted, also where another takes its place: one warning a role. */
export const deleted = (subject: Subject, role: AttributeValues, catalog: Catalog): Diagnostic | null => {
  const { adapter, roleType } = subject
  const managing = managingIn(subject, role, catalog)
  const { deletion } = adapter
  if (!deletion && managing.length === 0) return null
  const lockout =
    `Its holders lose ${quoted(managing)}: where nobody else has that, nobody can change the roles of ` +
    `${adapter.platform.title} any more.`
  return warning(
    `Deleting the role ${JSON.stringify(labelOf(role, roleType))} ${deletion?.consequence ?? 'takes the right to manage roles from its holders'}`,
    [deletion?.detail ?? '', managing.length > 0 ? lockout : ''].filter((text) => text !== '').join('\n'),
  )
}
