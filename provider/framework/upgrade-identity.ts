import { decodeJson } from '../value/json.js'
import type { ValueRecord } from '../value/value.js'
import { isRecord } from '../value/value.js'
import { ValueError } from '../value/value-error.js'
import type { Diagnostics } from './diagnostic.js'
import { error } from './diagnostic.js'
import type { Engine } from './engine.js'
import { bug, guarded, resourceOf, unknownTypeBug } from './engine.js'
import type { IdentitySchema } from './identity.js'
import { identityType } from './identity.js'

export type UpgradeIdentityCall = { readonly type: string; readonly version: number; readonly identity: string }

export type UpgradeIdentityAnswer = { readonly identity: ValueRecord | null; readonly diagnostics: Diagnostics }

const failed = (diagnostics: Diagnostics): UpgradeIdentityAnswer => ({ identity: null, diagnostics })

const upgrade = (schema: IdentitySchema, { type, version, identity }: UpgradeIdentityCall): UpgradeIdentityAnswer => {
  if (version !== schema.version) {
    return failed([
      error(
        'Identity from another version of the provider',
        `The identity of this ${type} has version ${version}, and this provider knows version ${schema.version}. ` +
          'Use the provider version that wrote it, or a later one.',
      ),
    ])
  }
  try {
    const value = decodeJson(identity, identityType(schema), { unknownKeys: 'drop' })
    return { identity: isRecord(value) ? value : null, diagnostics: [] }
  } catch (thrown) {
    if (!(thrown instanceof ValueError)) throw thrown
    return failed([
      error(
        'Saved identity cannot be read',
        `The identity of this ${type} does not have the form that the provider saves: ${thrown.message}. ` +
          'Restore the state from a backup, or remove the resource from it and import it again.',
      ),
    ])
  }
}

/** UpgradeResourceIdentity. Terraform asks where a state holds an identity of an older version. */
export const upgradeIdentity = async <Client>(
  engine: Engine<Client>,
  call: UpgradeIdentityCall,
): Promise<UpgradeIdentityAnswer> => {
  const resource = resourceOf(engine, call.type)
  if (!resource) return failed([unknownTypeBug('resource', call.type)])
  const { identity } = resource
  if (!identity) return failed([bug(`${call.type} has no identity`, ['Terraform has one of it.'])])
  return guarded(
    engine.log,
    `upgrading the identity of ${call.type}`,
    async () => upgrade(identity.schema, call),
    failed,
  )
}
