/** What a plan says where two of its resources lay claim to one role or one name. */

import { parentNoun } from '@rolecall/shared/model/role.js'
import type { Diagnostic } from '../framework/diagnostic.js'
import { error, warning } from '../framework/diagnostic.js'
import type { Circle } from './circle.js'
import type { Conflict } from './register.js'
import type { Subject } from './subject.js'
import { withWayOut } from './way-out.js'

const movedBlock = ({ roleType }: Subject): string =>
  `moved {\n  from = rolecall_${roleType.name}.OLD\n  to   = rolecall_${roleType.name}.NEW\n}`

export const where = ({ adapter, roleType, parent }: Subject & Circle): string =>
  parent === null ? adapter.platform.title : `${parentNoun(roleType)} ${parent} of ${adapter.platform.title}`

const problemOf = (subject: Subject & Circle, label: string | null, conflict: Conflict): Diagnostic => {
  const { roleType } = subject
  const named = label === null ? '' : ` ${JSON.stringify(label)}`
  const path = [roleType.label]
  if (conflict.kind === 'kept-and-destroyed') {
    return error(
      `The role${named} is kept by one resource and destroyed by another`,
      `Both have the role ${conflict.id} of ${where(subject)}, and destroying it for one takes it from the other.\n\n` +
        (conflict.imported
          ? 'Where the resource only has another address now, put a moved block in place of the import block:\n\n'
          : 'Where the resource only has another address now, add a moved block:\n\n') +
        `${movedBlock(subject)}\n\n` +
        'Where another configuration takes the role over, give the resource that goes a removed block with ' +
        `lifecycle { destroy = false }.`,
    )
  }
  if (conflict.kind === 'planned-twice') {
    const ids = conflict.ids.length === 0 ? '' : ` They are ${conflict.ids.join(' and ')}.`
    return error(
      `Two resources plan the ${roleType.label}${named}`,
      `In ${where(subject)} a ${roleType.label} stands for one role.${ids} Give one of the resources another ` +
        `${roleType.label}, or take it out.`,
      path,
    )
  }
  if (conflict.kind === 'kept-name') {
    return error(
      `The ${roleType.label}${named} is that of a role that is kept, and another resource plans a new role of it`,
      `The role ${conflict.id} of ${where(subject)} has that ${roleType.label} and stays, and this plan would make a ` +
        `second one. Terraform shows one of the two resources here; which it is, it tells no provider. Look for the ` +
        `${roleType.label} in the configuration, and give the new one another, or take it out.`,
      path,
    )
  }
  return warning(
    `The role${named} is destroyed and made anew`,
    `One resource destroys the role ${conflict.id} of ${where(subject)} and another makes a role of the same ` +
      `${roleType.label}. The new role has none of the old one's assignments or tokens. Where the resource only has ` +
      `another address now, keep the role by adding:\n\n${movedBlock(subject)}`,
    path,
  )
}

/** The label is that of the role that the plan is about. */
export const ownerProblem = (subject: Subject & Circle, label: string | null, conflict: Conflict): Diagnostic =>
  withWayOut(problemOf(subject, label, conflict))
