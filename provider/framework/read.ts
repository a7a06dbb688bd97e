import type { ValueRecord } from '../value/value.js'
import type { StateAnswer } from './apply.js'
import { conformState } from './conform.js'
import type { Diagnostics } from './diagnostic.js'
import { hasError } from './diagnostic.js'
import type { Engine } from './engine.js'
import { guarded, resourceOf, unknownTypeBug } from './engine.js'
import { decodePrivate, encodePrivate, noPrivate } from './private-state.js'

export type ReadCall = { readonly type: string; readonly state: ValueRecord; readonly private: Uint8Array }

/** ReadResource. Only a read without an error can say that a resource is gone. */
export const readResource = async <Client>(engine: Engine<Client>, call: ReadCall): Promise<StateAnswer> => {
  const { type } = call
  const failed = (diagnostics: Diagnostics): StateAnswer => ({ state: call.state, private: call.private, diagnostics })
  const resource = resourceOf(engine, type)
  if (!resource) return failed([unknownTypeBug('resource', type)])

  const run = async (): Promise<StateAnswer> => {
    const outcome = await resource.read({ state: call.state, private: decodePrivate(call.private) }, engine.context)
    if (outcome.state === null) {
      if (hasError(outcome.diagnostics)) return failed(outcome.diagnostics)
      return { state: null, private: noPrivate, diagnostics: outcome.diagnostics }
    }
    const settled = conformState(type, resource.schema, outcome.state, outcome.diagnostics)
    return { ...settled, private: outcome.private ? encodePrivate(outcome.private) : call.private }
  }
  return guarded(engine.log, `reading ${type}`, run, failed)
}
