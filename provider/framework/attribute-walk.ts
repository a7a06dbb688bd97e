import { unknown } from '@rolecall/shared/model/unknown.js'
import type { AttributePath } from '../value/path.js'
import type { Value, ValueRecord } from '../value/value.js'
import { isList, isRecord, recordOf, valueAt } from '../value/value.js'
import type { Versions } from './correlate.js'
import { correlate } from './correlate.js'
import type { SchemaAttribute, SchemaAttributes } from './schema.js'
import { isNested } from './schema.js'

export type AttributeSite = Versions & { readonly attribute: SchemaAttribute; readonly path: AttributePath }

/** Gives what is planned at a site: its `planned` to leave it as it is. */
export type VisitAttribute = (site: AttributeSite) => Value

const memberOf = (value: Value, name: string): Value => {
  if (value === unknown) return unknown
  return isRecord(value) ? valueAt(value, name) : null
}

const itemOf = (value: Value, index: number): Value => (isList(value) ? (value[index] ?? null) : null)

const within = (versions: Versions, step: (value: Value) => Value): Versions => ({
  config: step(versions.config),
  prior: step(versions.prior),
  planned: step(versions.planned),
})

/** `pathOf` gives an attribute's path: below a set it is the set's own, since nothing in a set has one. */
const visitAttributes = (
  attributes: SchemaAttributes,
  versions: Versions,
  visit: VisitAttribute,
  pathOf: (name: string) => AttributePath,
): ValueRecord => {
  let isAsPlanned = isRecord(versions.planned)
  const entries = Object.entries(attributes).map(([name, attribute]): [string, Value] => {
    // Written out: this is most of what the engine does for a role.
    const site: AttributeSite = {
      config: memberOf(versions.config, name),
      prior: memberOf(versions.prior, name),
      planned: memberOf(versions.planned, name),
      attribute,
      path: pathOf(name),
    }
    const visited = visit(site)
    const planned = isNested(attribute.type) ? visitNested({ ...site, planned: visited }, visit) : visited
    isAsPlanned &&= planned === site.planned
    return [name, planned]
  })
  return isAsPlanned && isRecord(versions.planned) ? versions.planned : recordOf(entries)
}

/** Only where the user configured the parent: what is computed as a whole is not ours to fill in parts. */
const visitNested = (site: AttributeSite, visit: VisitAttribute): Value => {
  const { attribute, config, planned, path } = site
  if (!isNested(attribute.type) || config === null || config === unknown) return planned
  const { nesting, attributes } = attribute.type
  const visitObject = (versions: Versions, pathOf: (name: string) => AttributePath): Value =>
    isRecord(versions.planned) ? visitAttributes(attributes, versions, visit, pathOf) : versions.planned

  if (nesting === 'single') return visitObject(site, (name) => [...path, name])
  if (nesting === 'map') {
    if (!isRecord(planned)) return planned
    return recordOf(
      Object.keys(planned).map((key) => {
        const versions = within(site, (value) => memberOf(value, key))
        return [key, visitObject(versions, (name) => [...path, { key }, name])]
      }),
    )
  }
  if (!isList(planned)) return planned
  if (nesting === 'list') {
    return planned.map((_, index) =>
      visitObject(
        within(site, (value) => itemOf(value, index)),
        (name) => [...path, index, name],
      ),
    )
  }
  return correlate(attributes, site).map((versions) => visitObject(versions, () => path))
}

/** Goes through the attributes from the outside in, and gives what is then planned: the very record where nothing changed. */
export const walkAttributes = (attributes: SchemaAttributes, versions: Versions, visit: VisitAttribute): ValueRecord =>
  visitAttributes(attributes, versions, visit, (name) => [name])
