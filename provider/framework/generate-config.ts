import { equalValues } from '../value/equal.js'
import type { Value, ValueRecord } from '../value/value.js'
import { isList, isRecord, recordOf, valueAt } from '../value/value.js'
import type { Diagnostics } from './diagnostic.js'
import type { Engine } from './engine.js'
import { guarded, resourceOf, unknownTypeBug } from './engine.js'
import { typeOfAttribute } from './implied-type.js'
import type { SchemaAttribute, SchemaAttributes } from './schema.js'
import { isNested } from './schema.js'

/** What may not be written, and what would be the same if it were not. */
const isLeftOut = (attribute: SchemaAttribute, value: Value): boolean =>
  (!attribute.required && !attribute.optional) ||
  attribute.deprecated !== undefined ||
  (attribute.default !== undefined && equalValues(attribute.default, value, typeOfAttribute(attribute)))

const written = (attribute: SchemaAttribute, value: Value): Value => {
  if (isLeftOut(attribute, value)) return null
  const { type } = attribute
  if (!isNested(type)) return value
  const each = (item: Value): Value => (isRecord(item) ? writtenIn(type.attributes, item) : item)
  if (isList(value)) return value.map(each)
  if (type.nesting === 'map' && isRecord(value)) {
    return recordOf(Object.entries(value).map(([key, item]) => [key, each(item)]))
  }
  return each(value)
}

const writtenIn = (attributes: SchemaAttributes, record: ValueRecord): ValueRecord =>
  recordOf(Object.entries(attributes).map(([name, attribute]) => [name, written(attribute, valueAt(record, name))]))

type Answer = { readonly config: ValueRecord | null; readonly diagnostics: Diagnostics }

/** GenerateResourceConfig: as few attributes as plan to what the state has. */
export const generateConfig = async <Client>(
  engine: Engine<Client>,
  { type, state }: { readonly type: string; readonly state: ValueRecord },
): Promise<Answer> => {
  const failed = (diagnostics: Diagnostics): Answer => ({ config: null, diagnostics })
  const resource = resourceOf(engine, type)
  if (!resource) return failed([unknownTypeBug('resource', type)])
  const run = async (): Promise<Answer> => ({ config: writtenIn(resource.schema.attributes, state), diagnostics: [] })
  return guarded(engine.log, `writing the configuration of ${type}`, run, failed)
}
