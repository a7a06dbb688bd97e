import type { IdentitySchema } from '../framework/identity.js'
import { identityIn, identityType } from '../framework/identity.js'
import type { ValueRecord } from '../value/value.js'
import { isRecord } from '../value/value.js'
import { readValue, writeValue } from './dynamic-value.js'
import type { IdentityData } from './messages/common.js'

type WireIdentity = Partial<IdentityData> | undefined

/** Null where the message has none. */
export const readIdentity = (wire: WireIdentity, schema: IdentitySchema | undefined): ValueRecord | null => {
  const value = schema && wire?.data ? readValue(wire.data, identityType(schema)) : null
  return isRecord(value) ? value : null
}

export const writeIdentity = (identity: ValueRecord | null, schema: IdentitySchema): WireIdentity =>
  identity === null ? undefined : { data: writeValue(identity, identityType(schema)) }

/** The identity of a state or plan, left out where it has none yet. */
export const identityOf = (schema: IdentitySchema | undefined, record: ValueRecord | null): WireIdentity =>
  schema && writeIdentity(identityIn(schema, record), schema)
