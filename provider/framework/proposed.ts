import { oncePer } from '@rolecall/shared/model/once-per.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { equalValues } from '../value/equal.js'
import type { Value, ValueRecord } from '../value/value.js'
import { recordOf, valueAt } from '../value/value.js'
import type { AttributeSite } from './attribute-walk.js'
import { walkAttributes } from './attribute-walk.js'
import type { Versions } from './correlate.js'
import type { AttributePath } from './diagnostic.js'
import { impliedType, typeOfAttribute } from './implied-type.js'
import type { Schema, SchemaAttributes } from './schema.js'
import { isNested } from './schema.js'

/** A default where nothing is configured, and the prior value in place of a configured one that means the same. */
const completedAt = ({ attribute, config, prior, planned }: AttributeSite): Value => {
  // Write-only values are in the configuration and nowhere else.
  if (attribute.writeOnly) return null
  if (config === null && attribute.default !== undefined) return attribute.default
  if (typeof config !== 'string' || typeof prior !== 'string') return planned
  return attribute.alike?.(config, prior) ? prior : planned
}

const holdsWriteOnly = oncePer((attributes: SchemaAttributes): boolean =>
  Object.values(attributes).some(
    ({ writeOnly, type }) => writeOnly === true || (isNested(type) && holdsWriteOnly(type.attributes)),
  ),
)

/** The same of what a resource planned. */
export const withoutWriteOnly = ({ attributes }: Schema, versions: Versions & { planned: ValueRecord }): ValueRecord =>
  holdsWriteOnly(attributes)
    ? walkAttributes(attributes, versions, ({ attribute, planned }) => (attribute.writeOnly ? null : planned))
    : versions.planned

/** Where anything changes, the platform may change what it computes: `updated_at`, for one. */
const withUnknowns = (schema: Schema, versions: Versions): ValueRecord =>
  walkAttributes(schema.attributes, versions, ({ attribute, config, planned }) =>
    attribute.computed && config === null && attribute.default === undefined ? unknown : planned,
  )

/** Whether a plan leaves the object as it is, whatever Terraform is to do with it. */
const isAsBefore = (schema: Schema, planned: ValueRecord, prior: ValueRecord | null): boolean => {
  const type = impliedType(schema)
  if (equalValues(planned, prior, type)) return true
  if (prior === null) return false
  const local = Object.keys(schema.attributes).filter((name) => schema.attributes[name]?.local)
  if (local.every((name) => valueAt(planned, name) === valueAt(prior, name))) return false
  const settled = recordOf([...Object.entries(planned), ...local.map((name) => [name, valueAt(prior, name)] as const)])
  return equalValues(settled, prior, type)
}

/**
 * What Terraform proposes, with defaults and with unknowns for what the change may compute anew. The
 * order is that of HashiCorp's framework.
 */
export const completeProposal = (
  schema: Schema,
  {
    config,
    prior,
    proposed,
  }: { readonly config: ValueRecord; readonly prior: ValueRecord | null; readonly proposed: ValueRecord },
): ValueRecord => {
  const planned = walkAttributes(schema.attributes, { config, prior, planned: proposed }, completedAt)
  return isAsBefore(schema, planned, prior) ? planned : withUnknowns(schema, { config, prior, planned })
}

export type Modified = { readonly planned: ValueRecord; readonly replace: readonly AttributePath[] }

/** Runs the plan modifiers of all attributes, from the outside in. */
export const modifyPlan = (
  schema: Schema,
  versions: { readonly config: ValueRecord; readonly prior: ValueRecord | null; readonly planned: ValueRecord },
): Modified => {
  const replace: AttributePath[] = []
  const creating = versions.prior === null
  const planned = walkAttributes(
    schema.attributes,
    versions,
    ({ attribute, path, config, prior, planned: proposed }) => {
      let current: Value = proposed
      for (const modify of attribute.plan ?? []) {
        const changed = !equalValues(current, prior, typeOfAttribute(attribute)) || current === unknown
        const wanted = modify({ path, config, prior, planned: current, creating, changed })
        if (wanted?.planned !== undefined) current = wanted.planned
        if (wanted?.replace && !creating) replace.push(path)
      }
      return current
    },
  )
  return { planned, replace }
}
