/** Whether somebody else changed a role after the state was read from which a plan was made. */

import type { Attribute, Attributes } from '@rolecall/shared/model/attribute.js'
import type { AttributeValue, AttributeValues } from '@rolecall/shared/model/role.js'
import type { Diagnostic } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import { quoter } from '../http/redact.js'
import type { ApiFailure, RemoteRole } from '../platforms/role-api.js'
import { asObject, holds } from './canonical.js'
import type { Connected } from './operation.js'
import { inputsOf, labelOf, roleIdOf } from './role-attributes.js'
import type { Subject } from './subject.js'

const quote = quoter([])

const say = (value: AttributeValue): string => quote(JSON.stringify(value))

const textsOf = (value: AttributeValue): readonly string[] | null =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null

const list = (verb: string, name: string, values: readonly string[]): readonly string[] =>
  values.length === 0 ? [] : [`- ${name}: ${values.map((value) => say(value)).join(', ')} ${verb}`]

/** A line for each attribute that means something else now; of a set of texts what came and what went. */
const changesIn = (
  name: string,
  before: AttributeValue,
  now: AttributeValue,
  attribute: Attribute,
): readonly string[] => {
  if (holds(before, now, attribute)) return []
  const { type } = attribute
  const [fields, fieldsNow] = [asObject(before), asObject(now)]
  if (type.kind === 'object' && fields && fieldsNow) return changes(fields, fieldsNow, type.attributes, `${name}.`)
  const [texts, textsNow] = [textsOf(before ?? []), textsOf(now ?? [])]
  if (type.kind !== 'set' || !texts || !textsNow) return [`- ${name}: ${say(before)} is now ${say(now)}`]
  const [known, knownNow] = [new Set(texts), new Set(textsNow)]
  return [
    ...list(
      'added',
      name,
      textsNow.filter((text) => !known.has(text)),
    ),
    ...list(
      'removed',
      name,
      texts.filter((text) => !knownNow.has(text)),
    ),
  ]
}

/** Of what the platform told. */
const changes = (
  before: AttributeValues,
  now: AttributeValues,
  attributes: Attributes,
  prefix = '',
): readonly string[] =>
  Object.entries(attributes).flatMap(([name, attribute]) => {
    const value = now[name]
    return value === undefined ? [] : changesIn(`${prefix}${name}`, before[name] ?? null, value, attribute)
  })

/** A name to know them by, if the platform tells one. */
const whoChanged = ({ attributes }: RemoteRole): string | null => {
  const by = attributes['updated_by'] ?? null
  if (typeof by === 'string') return by
  const fields = asObject(by)
  const name = ['full_name', 'username', 'api_token_name', 'id']
    .map((field) => fields?.[field])
    .find((text) => typeof text === 'string')
  return typeof name === 'string' ? name : null
}

const changed = (
  { adapter, roleType }: Subject,
  role: AttributeValues,
  remote: RemoteRole,
  lines: readonly string[],
): Diagnostic => {
  const { title } = adapter.platform
  const who = whoChanged(remote)
  const by = who === null ? '' : ` by ${say(who)}`
  const at = remote.updatedAt === null ? '' : ` at ${quote(remote.updatedAt)}`
  return error(
    `The role ${JSON.stringify(labelOf(role, roleType))} was changed in ${title} after the plan was made`,
    `It was last changed${by}${at}, and the plan does not know of it:\n${lines.join('\n')}\n\n` +
      'Nothing was sent, so that this change is not lost. Plan again, with refresh, and look at what the new plan does about it.',
  )
}

const isNewer = (updatedAt: string, known: AttributeValue): boolean =>
  typeof known !== 'string' || Date.parse(updatedAt) > Date.parse(known)

/** By dates of one list for all roles of a parent; false where they leave it open. */
const isSurelyAsBefore = async (connected: Connected, role: AttributeValues): Promise<boolean> => {
  const rows = await connected.client.lists.first(connected)
  const updatedAt = rows?.get(roleIdOf(role, connected.roleType))?.updatedAt ?? null
  return updatedAt !== null && !isNewer(updatedAt, role['updated_at'] ?? null)
}

/** `isShared`: others write the role too, even in the second of our own write, so that no date counts but a look at it. */
export const changedSince = async (
  connected: Connected,
  role: AttributeValues,
  isShared: boolean,
): Promise<Diagnostic | ApiFailure | null> => {
  const { roleType, api, parent, signal } = connected
  const id = roleIdOf(role, roleType)
  if (!isShared && (await isSurelyAsBefore(connected, role))) return null
  const answer = await api.get(parent, id, { signal })
  if (!answer.ok) return answer.failure
  const lines = changes(role, answer.value.attributes, inputsOf(roleType))
  return lines.length === 0 ? null : changed(connected, role, answer.value, lines)
}
