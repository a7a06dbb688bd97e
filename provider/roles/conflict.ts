/** A role of the name is there already. */
import { error, warning } from '../framework/diagnostic.js'
import { sameIn, inputsOf, placeNoun } from './role-attributes.js'
import { importBlock } from './import-id.js'
import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Diagnostic } from '../framework/diagnostic.js'
import type { Place, RemoteRole } from '../platforms/role-api.js'
import type { Subject } from './state.js'

const where = ({ adapter, roleType }: Subject, place: Place): string =>
  place === null ? adapter.platform.title : `${placeNoun(roleType)} ${place} of ${adapter.platform.title}`

const labelled = ({ roleType }: Subject, label: string): string => `${roleType.label} ${JSON.stringify(label)}`

/** Refuses, and says how the role that is there comes under this configuration. */
export const nameTaken = (subject: Subject, place: Place, label: string, hits: readonly RemoteRole[]): Diagnostic => {
  const { roleType } = subject
  const summary = `A role with the ${labelled(subject, label)} exists`
  const path = [roleType.label]
  const [hit, ...more] = hits
  if (hit?.builtIn) {
    const detail = `It belongs to ${subject.adapter.platform.title} itself and cannot be managed. Choose another ${roleType.label}.`
    return error(summary, detail, path)
  }
  if (!hit || more.length > 0) {
    const ids = hits.map(({ id }) => id).join(', ')
    const detail = `There are several in ${where(subject, place)}: ${ids}. Import one by its id, or choose another ${roleType.label}.`
    return error(summary, detail, path)
  }
  const detail =
    `It has the id ${hit.id} in ${where(subject, place)}. To manage it with this resource, put the resource's ` +
    `name into this block and add it to the configuration:\n\n${importBlock(roleType, place, hit.id)}\n\n` +
    `Otherwise choose another ${roleType.label}, or set adopt_existing = true in the provider block to take over roles that exist.`
  return error(summary, detail, path)
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
