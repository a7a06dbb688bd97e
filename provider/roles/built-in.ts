/** Roles that are a platform's own: they may stand in a state, and are never deleted. */

import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { BuiltIn } from '@rolecall/shared/platforms/platform.js'
import type { Diagnostic } from '../framework/diagnostic.js'
import { error, warning } from '../framework/diagnostic.js'
import { labelOf } from './role-attributes.js'
import type { Subject } from './subject.js'

/** What of the platform's own a role is; null for any other. */
export const builtInOf = ({ adapter }: Subject, role: AttributeValues): BuiltIn | null =>
  adapter.platform.builtIn?.(role) ?? null

const belongs = ({ adapter, roleType }: Subject, role: AttributeValues): string =>
  `The role ${JSON.stringify(labelOf(role, roleType))} belongs to ${adapter.platform.title}`

/** A destroy with it cannot be planned at all, so the way out is to forget it, whatever else is to go. */
export const letGo = 'use a removed block with destroy = false, or `terraform state rm` with its address'

/** Why a role cannot be deleted, which no request is needed to know; null where it can. */
export const undeletable = (subject: Subject, role: AttributeValues): Diagnostic | null =>
  builtInOf(subject, role) === null
    ? null
    : error(
        `${belongs(subject, role)} and cannot be deleted`,
        `To leave it as it is and out of this configuration, ${letGo}. The rest can then be destroyed.`,
      )

/** What there is to say of a change to a role: that it cannot be made, or whom it may reach. */
export const builtInChange = (subject: Subject, role: AttributeValues): Diagnostic | null => {
  const kind = builtInOf(subject, role)
  if (kind === null) return null
  if (kind === 'fixed') {
    return error(
      `${belongs(subject, role)} and cannot be changed`,
      `Bring the configuration in line with the role as it is, or, to take it out, ${letGo}. The rest can then be destroyed.`,
    )
  }
  const { title } = subject.adapter.platform
  return warning(
    `${belongs(subject, role)} itself, and this changes it`,
    `It was there before this configuration, people may hold it whom nobody here gave it to, and what it grants now is ` +
      `stored nowhere in ${title}. It cannot be deleted: to take it out of this configuration, ${letGo}.`,
  )
}
