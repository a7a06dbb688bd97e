import type { ValueRecord } from '../value/value.js'
import { conformState } from './conform.js'
import type { Diagnostics } from './diagnostic.js'
import { hasError } from './diagnostic.js'
import type { Engine } from './engine.js'
import { bug, dataSourceOf, guarded, unknownTypeBug } from './engine.js'

type Answer = { readonly state: ValueRecord | null; readonly diagnostics: Diagnostics }

/** ReadDataSource. Without an error there is always a result. */
export const readDataSource = async <Client>(
  engine: Engine<Client>,
  { type, config }: { readonly type: string; readonly config: ValueRecord },
): Promise<Answer> => {
  const failed = (diagnostics: Diagnostics): Answer => ({ state: null, diagnostics })
  const source = dataSourceOf(engine, type)
  if (!source) return failed([unknownTypeBug('data source', type)])

  const run = async (): Promise<Answer> => {
    const { state, diagnostics }: Answer = await source.read(config, engine.context)
    if (hasError(diagnostics)) return failed(diagnostics)
    if (state === null) return failed([...diagnostics, bug(`${type} has no result`, ['Its state is null.'])])
    return conformState(type, source.schema, state, diagnostics)
  }
  return guarded(engine.log, `reading ${type}`, run, failed)
}
