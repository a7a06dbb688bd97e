/** A role of the name is there already. */

import type { Diagnostic } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { ApiFailure, RemoteRole } from '../platforms/role-api.js'
import { builtInOf } from './built-in.js'
import type { Circle } from './circle.js'
import { importBlock } from './import-id.js'
import { where } from './owner-problems.js'
import type { Subject } from './subject.js'

const labelled = ({ roleType }: Subject, label: string): string => `${roleType.label} ${JSON.stringify(label)}`

const howToImport = ({ roleType, parent }: Circle, id: string): string =>
  `To manage it with this resource, put the resource's name into this block and add it to the ` +
  `configuration:\n\n${importBlock(roleType, parent, id)}`

/** What makes Terraform create a role before it destroys the one of the same name, and never says so. */
const replacement =
  'If this apply was to replace that role, create_before_destroy is the likely cause, on this resource or on one that ' +
  'depends on it: the old role is then destroyed only after the new one is made. If it was to destroy or rename that ' +
  'role under another address, its turn had not come: plan and apply again, and import nothing.'

type Hits = {
  readonly hits: readonly RemoteRole[]
  /** Another resource of this run has it. */
  readonly isOwned: boolean
}

const aboutHit = (subject: Subject & Circle, hit: RemoteRole, isOwned: boolean): string => {
  const { adapter, roleType } = subject
  const { title } = adapter.platform
  if (isOwned) {
    return (
      `It has the id ${hit.id} in ${where(subject)}, and another resource of this configuration has it. Where that ` +
      `one gives the ${roleType.label} up, its turn had not come: plan and apply again, or order the two with depends_on. ` +
      `Otherwise give one of them another ${roleType.label}.`
    )
  }
  if (builtInOf(subject, hit.attributes) === 'fixed')
    return `It belongs to ${title} itself and cannot be managed. Choose another ${roleType.label}.`
  return `It has the id ${hit.id} in ${where(subject)}. ${howToImport(subject, hit.id)}\n\n${replacement}`
}

/** Refuses, and says how the role that is there comes under this configuration. */
export const nameTaken = (subject: Subject & Circle, label: string, { hits, isOwned }: Hits): Diagnostic => {
  const { roleType } = subject
  const [hit, ...more] = hits
  const ids = hits.map(({ id }) => id).join(', ')
  const detail =
    hit && more.length === 0
      ? aboutHit(subject, hit, isOwned)
      : `There are several in ${where(subject)}: ${ids}. Import one by its id, or choose another ${roleType.label}.`
  return error(`A role with the ${labelled(subject, label)} exists`, detail, [roleType.label])
}

const plain = (label: unknown): string =>
  String(label)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')

/**
 * The role whose name differs only in what an identifier made from it does not keep, or whose identifier is the
 * one that would be made; null where none or several do.
 */
export const alike = (roles: readonly RemoteRole[], label: string, { roleType }: Subject): RemoteRole | null => {
  const wanted = plain(label)
  const hits = roles.filter(({ id, attributes }) => id === wanted || plain(attributes[roleType.label]) === wanted)
  return hits.length === 1 ? (hits[0] ?? null) : null
}

/** The platform took the name for that of another role. */
export const nameTooClose = (subject: Subject & Circle, failure: ApiFailure, hit: RemoteRole): Diagnostic => {
  const { adapter, roleType } = subject
  const theirs = JSON.stringify(hit.attributes[roleType.label] ?? '')
  const next =
    builtInOf(subject, hit.attributes) === 'fixed'
      ? `It belongs to ${adapter.platform.title} itself and cannot be managed. Choose another ${roleType.label}.`
      : howToImport(subject, hit.id)
  const detail = `${failure.detail}\n\nA role with the ${roleType.label} ${theirs} has the id ${hit.id}. ${next}`
  return error(failure.summary, detail, [roleType.label])
}
