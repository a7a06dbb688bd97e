import type { StateAnswer } from './apply.js'
import { conformState } from './conform.js'
import type { Diagnostics } from './diagnostic.js'
import { error, hasError } from './diagnostic.js'
import type { Engine } from './engine.js'
import { bug, guarded, resourceOf, unknownTypeBug } from './engine.js'
import { encodePrivate, noPrivate } from './private-state.js'

/** ImportResourceState: as much of a state as the id tells. Terraform reads the rest. */
export const importResource = async <Client>(
  engine: Engine<Client>,
  { type, id }: { readonly type: string; readonly id: string },
): Promise<StateAnswer> => {
  const failed = (diagnostics: Diagnostics): StateAnswer => ({ state: null, private: noPrivate, diagnostics })
  const resource = resourceOf(engine, type)
  if (!resource) return failed([unknownTypeBug('resource', type)])
  if (!resource.import) {
    return failed([error('Import is not possible', `${type} cannot be imported. Create it with Terraform.`)])
  }

  const run = async (): Promise<StateAnswer> => {
    const outcome = await resource.import?.(id, engine.context)
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
