import type { ValueRecord } from '../value/value.js'
import { conformState } from './conform.js'
import { inconsistencies } from './consistency.js'
import type { Diagnostics } from './diagnostic.js'
import { hasError } from './diagnostic.js'
import type { Engine } from './engine.js'
import { bug, guarded, resourceOf, unknownTypeBug } from './engine.js'
import { impliedType } from './implied-type.js'
import { decodePrivate, encodePrivate, noPrivate } from './private-state.js'
import { withoutWriteOnly } from './proposed.js'
import type { Outcome, Resource } from './resource.js'

export type ApplyCall = {
  readonly type: string
  readonly config: ValueRecord | null
  readonly prior: ValueRecord | null
  readonly planned: ValueRecord | null
  readonly private: Uint8Array
}

export type StateAnswer = {
  readonly state: ValueRecord | null
  readonly private: Uint8Array
  readonly diagnostics: Diagnostics
}

/** What a resource said, with the private state that stays where it names none. */
type Change = { readonly outcome: Outcome; readonly call: ApplyCall; readonly kept: Uint8Array }

const answer = (
  { outcome, kept }: Change,
  state: ValueRecord | null,
  diagnostics = outcome.diagnostics,
): StateAnswer => ({
  state,
  diagnostics,
  private: outcome.private ? encodePrivate(outcome.private) : kept,
})

const gone = (diagnostics: Diagnostics): StateAnswer => ({ state: null, private: noPrivate, diagnostics })

/** After a create or an update: `planned` is what must have come true, unless an error says otherwise. */
const conformChange = <Client>(resource: Resource<Client>, change: Change, planned: ValueRecord): StateAnswer => {
  const { outcome, call } = change
  const { type, schema } = resource
  if (outcome.state === null) {
    const lost = hasError(outcome.diagnostics)
      ? []
      : [bug(`${type} has no state after it was written`, ['Its state is null.'])]
    // An update that failed changed nothing that we know of; the next refresh finds what is true.
    return answer(change, call.prior, [...outcome.diagnostics, ...lost])
  }
  const { state: settled, diagnostics } = conformState(type, schema, outcome.state, outcome.diagnostics)
  const state = withoutWriteOnly(schema, { config: call.config, prior: call.prior, planned: settled })
  if (hasError(diagnostics)) return answer(change, state, diagnostics)
  const problems = inconsistencies(planned, state, impliedType(schema))
  return answer(
    change,
    state,
    problems.length === 0 ? diagnostics : [...diagnostics, bug(`${type} is not as planned`, problems)],
  )
}

const conformDeletion = <Client>(resource: Resource<Client>, change: Change): StateAnswer => {
  const { outcome, call } = change
  const failed = hasError(outcome.diagnostics)
  if (outcome.state === null && !failed) return gone(outcome.diagnostics)
  if (outcome.state === null) return answer(change, call.prior)
  const left = failed ? [] : [bug(`${resource.type} has a state after it was deleted`, ['Its state is not null.'])]
  const { state, diagnostics } = conformState(resource.type, resource.schema, outcome.state, outcome.diagnostics)
  return answer(change, state, [...diagnostics, ...left])
}

const carryOut = async <Client>(
  engine: Engine<Client>,
  resource: Resource<Client>,
  call: ApplyCall,
): Promise<StateAnswer> => {
  const context = engine.context
  const { config, prior, planned } = call
  // What the old object of a replacement kept is not the new one's.
  const kept = prior === null ? noPrivate : call.private
  const privateState = decodePrivate(kept)
  if (planned === null || config === null) {
    if (prior === null) return gone([])
    return conformDeletion(resource, {
      outcome: await resource.delete({ prior, private: privateState }, context),
      call,
      kept,
    })
  }
  const outcome =
    prior === null
      ? await resource.create({ config, planned, private: privateState }, context)
      : await resource.update({ config, prior, planned, private: privateState }, context)
  return conformChange(resource, { outcome, call, kept }, planned)
}

/** ApplyResourceChange: create, update or delete. An error still returns the state that is. */
export const applyResource = async <Client>(engine: Engine<Client>, call: ApplyCall): Promise<StateAnswer> => {
  const failed = (diagnostics: Diagnostics): StateAnswer => ({ state: call.prior, private: call.private, diagnostics })
  const resource = resourceOf(engine, call.type)
  if (!resource) return failed([unknownTypeBug('resource', call.type)])
  return guarded(engine.log, `applying ${call.type}`, () => carryOut(engine, resource, call), failed)
}
