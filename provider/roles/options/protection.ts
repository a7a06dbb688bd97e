/** Roles that are not deleted until an apply has taken the protection away. */

import type { Diagnostic } from '../../framework/diagnostic.js'
import { error } from '../../framework/diagnostic.js'
import { letGo } from '../built-in.js'
import { labelOf } from '../role-attributes.js'
import type { RoleState } from '../role-state.js'
import type { Subject } from '../subject.js'

export const isProtected = ({ options }: RoleState): boolean => options['deletion_protection'] === true

export const protectedRole = (label: string): Diagnostic =>
  error(
    `The role ${JSON.stringify(label)} is protected from deletion`,
    'deletion_protection is true in its state. To destroy or replace the role, set deletion_protection = false and apply ' +
      'that alone first; `-refresh=false` does not get past it. To leave the role as it is and out of this ' +
      `configuration, ${letGo}.`,
  )

/** By the state: a destroy has no configuration, and what is not applied yet has not been decided. */
export const protectionOf = ({ roleType }: Subject, prior: RoleState): Diagnostic | null =>
  isProtected(prior) ? protectedRole(labelOf(prior.role, roleType)) : null
