import { decodeJsonData } from '../value/json.js'
import { parseJson } from '../value/json-text.js'
import { objectType } from '../value/type.js'
import type { ValueRecord } from '../value/value.js'
import { isRecord, recordOf, valueAt } from '../value/value.js'
import { ValueError } from '../value/value-error.js'
import type { StateAnswer } from './apply.js'
import { conformState } from './conform.js'
import type { Diagnostic, Diagnostics } from './diagnostic.js'
import { error } from './diagnostic.js'
import type { Engine } from './engine.js'
import { guarded, resourceOf, unknownTypeBug } from './engine.js'
import { typeOfAttribute } from './implied-type.js'
import { noPrivate } from './private-state.js'
import type { MoveSource, Resource } from './resource.js'
import type { Schema } from './schema.js'

export type MoveCall = {
  /** Of the resource that the state moves to. */
  readonly type: string
  /** The provider's whole address, for example `registry.terraform.io/astronomer/astro`. */
  readonly from: { readonly provider: string; readonly type: string; readonly version: number }
  /** JSON text. */
  readonly state: string
}

const failed = (diagnostics: Diagnostics): StateAnswer => ({ state: null, private: noPrivate, diagnostics })

const importInstead = (type: string): string =>
  `Instead of the moved block, take the object over with an import block for ${type}, and let the old resource go with ` +
  'a removed block that has lifecycle { destroy = false }.'

const impossible = ({ type, from }: MoveCall, possible: readonly MoveSource[]): Diagnostic => {
  const lines = possible.map((source) => `- ${source.type} of the provider ${source.provider}`)
  const known =
    lines.length === 0
      ? `${type} takes no state of other resources.`
      : `${type} takes the state of these resources:\n${lines.join('\n')}`
  return error(`${from.type} of ${from.provider} cannot move to ${type}`, `${known}\n\n${importInstead(type)}`)
}

const unreadable = ({ type, from }: MoveCall, problem: string): Diagnostic =>
  error(
    `This state of ${from.type} cannot move to ${type}`,
    `It has schema version ${from.version}, and it does not hold what ${type} needs: ${problem}. ` +
      importInstead(type),
  )

/** The same provider comes from several registries and mirrors. */
const isFrom =
  ({ from }: MoveCall) =>
  ({ provider, type }: MoveSource): boolean =>
    type === from.type && from.provider.split('/').slice(-2).join('/') === provider

/** What a source's attributes are in our schema. */
const carriedType = ({ attributes }: Schema, names: readonly string[]) =>
  objectType(
    Object.fromEntries(
      Object.entries(attributes)
        .filter(([name]) => names.includes(name))
        .map(([name, attribute]) => [name, typeOfAttribute(attribute)]),
    ),
  )

/** What the source has beside these is left behind, as is what a later version of it added. */
const carried = (schema: Schema, { attributes }: MoveSource, state: string): ValueRecord => {
  const value = decodeJsonData(parseJson(state), carriedType(schema, attributes), { unknownKeys: 'drop' })
  if (!isRecord(value)) throw new ValueError([], 'an object is required')
  return recordOf(Object.keys(schema.attributes).map((name) => [name, valueAt(value, name)]))
}

const requiredIn = ({ attributes }: Schema): readonly string[] =>
  Object.keys(attributes).filter((name) => attributes[name]?.required)

const move = async <Client>({ type, schema, move: own }: Resource<Client>, call: MoveCall): Promise<StateAnswer> => {
  const source = own?.from.find(isFrom(call))
  if (!own || !source) return failed([impossible(call, own?.from ?? [])])
  try {
    const record = carried(schema, source, call.state)
    const lacking = [...own.needs, ...requiredIn(schema)].filter((name) => valueAt(record, name) === null)
    if (lacking.length > 0) return failed([unreadable(call, `${lacking.join(', ')} is missing`)])
    const settled = conformState(type, schema, await own.complete(record), [])
    return { ...settled, private: noPrivate }
  } catch (thrown) {
    if (thrown instanceof ValueError) return failed([unreadable(call, thrown.message)])
    throw thrown
  }
}

/** MoveResourceState: a state of ours from that of another provider's resource. Nothing is asked of a platform. */
export const moveResource = async <Client>(engine: Engine<Client>, call: MoveCall): Promise<StateAnswer> => {
  const resource = resourceOf(engine, call.type)
  if (!resource) return failed([unknownTypeBug('resource', call.type)])
  return guarded(engine.log, `moving a state to ${call.type}`, () => move(resource, call), failed)
}
