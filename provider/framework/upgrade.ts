import { decodeJsonData } from '../value/json.js'
import { parseJson } from '../value/json-text.js'
import type { ValueRecord } from '../value/value.js'
import { isRecord } from '../value/value.js'
import { ValueError } from '../value/value-error.js'
import type { Diagnostics } from './diagnostic.js'
import { error, hasError } from './diagnostic.js'
import type { Engine } from './engine.js'
import { bug, guarded, resourceOf, unknownTypeBug } from './engine.js'
import { impliedType } from './implied-type.js'
import type { Resource } from './resource.js'

export type UpgradeCall = { readonly type: string; readonly version: number; readonly state: string }

export type UpgradeAnswer = { readonly state: ValueRecord | null; readonly diagnostics: Diagnostics }

const unreadable = (type: string, problem: string): UpgradeAnswer => ({
  state: null,
  diagnostics: [
    error(
      'Saved state cannot be read',
      `The state of this ${type} does not have the form that the provider saves: ${problem}. ` +
        'Restore the state from a backup, or remove the resource from it and import it again.',
    ),
  ],
})

const tooNew = (type: string, version: number, ours: number): UpgradeAnswer => ({
  state: null,
  diagnostics: [
    error(
      'State from a newer provider',
      `The state of this ${type} has version ${version}, and this provider knows versions up to ${ours}. ` +
        'Use the provider version that wrote it, or a later one.',
    ),
  ],
})

/** One upgrader after the other, each to the next version. */
const runUpgraders = <Client>(
  resource: Resource<Client>,
  version: number,
  data: unknown,
): { data: unknown; diagnostics: Diagnostics } => {
  let current = { data, diagnostics: [] as Diagnostics }
  for (let from = version; from < resource.schema.version && !hasError(current.diagnostics); from += 1) {
    const upgrader = resource.upgrade?.[from]
    if (!upgrader) {
      const missing = bug(`${resource.type} cannot upgrade its state`, [`No upgrader takes version ${from}.`])
      return { data: null, diagnostics: [...current.diagnostics, missing] }
    }
    const upgraded = upgrader(current.data)
    current = { data: upgraded.state, diagnostics: [...current.diagnostics, ...upgraded.diagnostics] }
  }
  return current
}

const upgrade = <Client>(resource: Resource<Client>, { type, version, state }: UpgradeCall): UpgradeAnswer => {
  if (version > resource.schema.version) return tooNew(type, version, resource.schema.version)
  try {
    const { data, diagnostics } = runUpgraders(resource, version, parseJson(state))
    if (hasError(diagnostics)) return { state: null, diagnostics }
    const value = decodeJsonData(data, impliedType(resource.schema), { unknownKeys: 'drop' })
    return { state: isRecord(value) ? value : null, diagnostics }
  } catch (thrown) {
    if (thrown instanceof ValueError) return unreadable(type, thrown.message)
    throw thrown
  }
}

/**
 * UpgradeResourceState. Terraform asks before every refresh, also where the versions are the same: it
 * leaves the reading of states to us.
 */
export const upgradeResource = async <Client>(engine: Engine<Client>, call: UpgradeCall): Promise<UpgradeAnswer> => {
  const failed = (diagnostics: Diagnostics): UpgradeAnswer => ({ state: null, diagnostics })
  const resource = resourceOf(engine, call.type)
  if (!resource) return failed([unknownTypeBug('resource', call.type)])
  return guarded(engine.log, `upgrading the state of ${call.type}`, async () => upgrade(resource, call), failed)
}
