/** Brings what a platform says into a state, keeping the user's spelling where nothing changed. */

import type { Attribute, Attributes } from '@rolecall/shared/model/attribute.js'
import type { AttributeValue, AttributeValues } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { asObject, canonical, holds, same } from './canonical.js'

/** How nothing is written where there is no earlier spelling to keep. */
const nothing = (attribute: Attribute): AttributeValue => {
  if (attribute.default) return attribute.default
  const { kind } = attribute.type
  return (kind === 'set' || kind === 'list') && attribute.presence === 'required' ? [] : null
}

/** A whole value in the plainest spelling: for roles that were imported and for what came in behind our back. */
const plain = (remote: AttributeValue, attribute: Attribute): AttributeValue => {
  if (remote === null || same(remote, nothing(attribute), attribute)) return nothing(attribute)
  const { type } = attribute
  if (type.kind === 'object') {
    const fields = asObject(remote)
    return fields && mapAttributes(type.attributes, (name, each) => plain(fields[name] ?? null, each))
  }
  if ((type.kind === 'set' || type.kind === 'list') && Array.isArray(remote)) {
    const element: Attribute = { type: type.element, description: '', presence: 'required' }
    return (remote as readonly AttributeValue[]).map((item) => plain(item, element))
  }
  return canonical(remote, attribute)
}

const mapAttributes = (
  attributes: Attributes,
  change: (name: string, attribute: Attribute) => AttributeValue,
): AttributeValues =>
  Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, change(name, attribute)]))

/** Elements of a set that say the same as one before keep its spelling. */
const reconcileSet = (
  prior: AttributeValue,
  remote: readonly AttributeValue[],
  attribute: Attribute,
): AttributeValue => {
  if (attribute.type.kind !== 'set') return plain(remote, attribute)
  const element: Attribute = { type: attribute.type.element, description: '', presence: 'required' }
  const known = Array.isArray(prior) ? (prior as readonly AttributeValue[]) : []
  return remote.map((item) => known.find((each) => same(each, item, element)) ?? plain(item, element))
}

const reconcile = (prior: AttributeValue, remote: AttributeValue, attribute: Attribute): AttributeValue => {
  const before = prior ?? nothing(attribute)
  if (holds(before, remote, attribute)) return before
  const { type } = attribute
  const fields = asObject(remote)
  const priorFields = asObject(prior)
  if (type.kind === 'object' && fields && priorFields) {
    return mapAttributes(type.attributes, (name, each) =>
      reconcile(priorFields[name] ?? null, fields[name] ?? null, each),
    )
  }
  return Array.isArray(remote)
    ? reconcileSet(prior, remote as readonly AttributeValue[], attribute)
    : plain(remote, attribute)
}

/** The state after a read. An attribute that the platform's answer lacks keeps what it was. */
export const reconcileRole = (
  prior: AttributeValues,
  remote: AttributeValues,
  attributes: Attributes,
): AttributeValues =>
  mapAttributes(attributes, (name, attribute) => {
    const value = remote[name]
    return value === undefined ? (prior[name] ?? null) : reconcile(prior[name] ?? null, value, attribute)
  })

const fill = (planned: AttributeValue, remote: AttributeValue, attribute: Attribute): AttributeValue => {
  if (planned === unknown) return plain(remote, attribute)
  const { type } = attribute
  const fields = asObject(planned)
  if (type.kind !== 'object' || !fields) return planned
  const remoteFields = asObject(remote) ?? {}
  return mapAttributes(type.attributes, (name, each) => fill(fields[name] ?? null, remoteFields[name] ?? null, each))
}

/** The state after a write: the plan word for word, as Terraform insists, and the platform's word where it left a gap. */
export const fillRole = (planned: AttributeValues, remote: AttributeValues, attributes: Attributes): AttributeValues =>
  mapAttributes(attributes, (name, attribute) => fill(planned[name] ?? null, remote[name] ?? null, attribute))

/** Attributes a user may set where a platform holds something else than was asked for. */
export const differences = (
  planned: AttributeValues,
  remote: AttributeValues,
  attributes: Attributes,
): readonly string[] =>
  Object.entries(attributes)
    .filter(([name, attribute]) => {
      const value = planned[name] ?? null
      const held = remote[name]
      return (
        attribute.presence !== 'computed' && value !== unknown && held !== undefined && !holds(value, held, attribute)
      )
    })
    .map(([name]) => name)
