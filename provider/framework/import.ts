import type { ValueRecord } from '../value/value.js'
import type { StateAnswer } from './apply.js'
import { conformState } from './conform.js'
import type { Diagnostics } from './diagnostic.js'
import { error, hasError } from './diagnostic.js'
import type { Engine } from './engine.js'
import { bug, guarded, resourceOf, unknownTypeBug } from './engine.js'
import { encodePrivate, noPrivate } from './private-state.js'
import type { Outcome, Resource } from './resource.js'

/** The id is empty where there is an identity. */
export type ImportCall = { readonly type: string; readonly id: string; readonly identity: ValueRecord | null }

/** Undefined where the resource does not know how. */
const askFor = <Client>(
  resource: Resource<Client>,
  { id, identity }: ImportCall,
  { context }: Engine<Client>,
): Promise<Outcome> | undefined =>
  identity === null ? resource.import?.(id, context) : resource.identity?.import(identity, context)

/** ImportResourceState: as much of a state as the id or identity tells. Terraform reads the rest. */
export const importResource = async <Client>(engine: Engine<Client>, call: ImportCall): Promise<StateAnswer> => {
  const { type } = call
  const failed = (diagnostics: Diagnostics): StateAnswer => ({ state: null, private: noPrivate, diagnostics })
  const resource = resourceOf(engine, type)
  if (!resource) return failed([unknownTypeBug('resource', type)])
  if (!(call.identity === null ? resource.import : resource.identity)) {
    return failed([error('Import is not possible', `${type} cannot be imported. Create it with Terraform.`)])
  }

  const run = async (): Promise<StateAnswer> => {
    const outcome = await askFor(resource, call, engine)
    if (!outcome?.state) {
      const diagnostics = outcome?.diagnostics ?? []
      return failed(
        hasError(diagnostics)
          ? diagnostics
          : [...diagnostics, bug(`${type} was imported as nothing`, ['Its state is null.'])],
      )
    }
    const settled = conformState(type, resource.schema, outcome.state, outcome.diagnostics)
    return { ...settled, private: encodePrivate(outcome.private ?? {}) }
  }
  return guarded(engine.log, `importing ${type}`, run, failed)
}
