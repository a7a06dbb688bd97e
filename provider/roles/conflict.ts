/** A role of the name is there already. */
import { error, warning } from '../framework/diagnostic.js'
import { sameIn, inputsOf, placeNoun } from './role-attributes.js'
import { importBlock } from './import-id.js'
import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Diagnostic } from '../framework/diagnostic.js'
import type { ApiFailure, Place, RemoteRole } from '../platforms/role-api.js'
import type { Subject } from './state.js'

const where = ({ adapter, roleType }: Subject, place: Place): string =>
  place === null ? adapter.platform.title : `${placeNoun(roleType)} ${place} of ${adapter.platform.title}`

const labelled = ({ roleType }: Subject, label: string): string => `${roleType.label} ${JSON.stringify(label)}`

const howToImport = ({ roleType }: Subject, place: Place, id: string): string =>
  `To manage it with this resource, put the resource's name into this block and add it to the ` +
  `configuration:\n\n${importBlock(roleType, place, id)}\n\nOtherwise choose another ${roleType.label}`

const isInitial = ({ adapter }: Subject, { id }: RemoteRole): boolean => adapter.initialRoles?.includes(id) ?? false

/** Whether an update may make it ours: a platform's own roles are never taken over unasked. */
export const isAdoptable = (subject: Subject, hit: RemoteRole): boolean => !hit.builtIn && !isInitial(subject, hit)

const aboutHit = (subject: Subject, place: Place, hit: RemoteRole): string => {
  const { adapter, roleType } = subject
  const { title } = adapter.platform
  if (hit.builtIn) return `It belongs to ${title} itself and cannot be managed. Choose another ${roleType.label}.`
  const standing = `It has the id ${hit.id} in ${where(subject, place)}. ${howToImport(subject, place, hit.id)}`
  return isInitial(subject, hit)
    ? `${standing}. It is one of the roles that ${title} starts with, and adopt_existing leaves those alone.`
    : `${standing}, or set adopt_existing = true in the provider block to take over roles that exist.`
}

/** Refuses, and says how the role that is there comes under this configuration. */
export const nameTaken = (subject: Subject, place: Place, label: string, hits: readonly RemoteRole[]): Diagnostic => {
  const { roleType } = subject
  const [hit, ...more] = hits
  const ids = hits.map(({ id }) => id).join(', ')
  const detail =
    hit && more.length === 0
      ? aboutHit(subject, place, hit)
      : `There are several in ${where(subject, place)}: ${ids}. Import one by its id, or choose another ${roleType.label}.`
  return error(`A role with the ${labelled(subject, label)} exists`, detail, [roleType.label])
}

const plain = (label: unknown): string => String(label).normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')

/** The role whose name differs only in what an identifier made from it does not keep; null where none or several do. */
export const alike = (roles: readonly RemoteRole[], label: string, { roleType }: Subject): RemoteRole | null => {
  const hits = roles.filter(({ attributes }) => plain(attributes[roleType.label]) === plain(label))
  return hits.length === 1 ? (hits[0] ?? null) : null
}

/** The platform took the name for that of another role. */
export const nameTooClose = (subject: Subject, place: Place, failure: ApiFailure, hit: RemoteRole): Diagnostic => {
  const { roleType } = subject
  const theirs = JSON.stringify(hit.attributes[roleType.label] ?? '')
  const detail = `${failure.detail}\n\nA role with the ${roleType.label} ${theirs} has the id ${hit.id}. ${howToImport(subject, place, hit.id)}.`
  return error(failure.summary, detail, [roleType.label])
}

/** Why a role that exists cannot become the planned one by an update; null where it can. */
export const adoptionProblem = (subject: Subject, planned: AttributeValues, hit: RemoteRole): Diagnostic | null => {
  const { roleType } = subject
  const fixed = Object.entries(inputsOf(roleType)).filter(([name, { replace }]) => replace === 'always' && hit.attributes[name] !== undefined)
  const [name] = fixed.find(([each, attribute]) => !sameIn({ [each]: attribute }, planned, hit.attributes)) ?? []
  if (name === undefined) return null
  return error(
    `The role ${hit.id} cannot be adopted`,
    `Its ${name} is ${JSON.stringify(hit.attributes[name])}, which cannot be changed, and the configuration says ` +
      `${JSON.stringify(planned[name])}. Delete the role, or give the resource another ${roleType.label}.`,
    [name],
  )
}

export const adopted = (subject: Subject, place: Place, label: string, hit: RemoteRole): Diagnostic =>
  warning(
    `The role with the ${labelled(subject, label)} was there and has been adopted`,
    `It has the id ${hit.id} in ${where(subject, place)}. Its content is now as the configuration says, and destroying the resource deletes it.`,
  )
