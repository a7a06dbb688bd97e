/** Schemas of the provider, its resources, data sources and functions. */

import type { Codec } from '../wire/field.js'
import { bytes, flag, integer, nested, repeated, text } from '../wire/field.js'
import type { MessageOf } from '../wire/message.js'
import { mapOf, message } from '../wire/message.js'
import { diagnostic, serverCapabilities } from './common.js'

export const stringKind = { plain: 0, markdown: 1 } as const

export const nestingMode = { single: 1, list: 2, set: 3, map: 4 } as const

export type WireAttribute = Partial<{
  readonly name: string
  readonly type: Uint8Array
  readonly nestedType: WireObject | undefined
  readonly description: string
  readonly required: boolean
  readonly optional: boolean
  readonly computed: boolean
  readonly sensitive: boolean
  readonly descriptionKind: number
  readonly deprecated: boolean
  readonly writeOnly: boolean
  readonly deprecationMessage: string
}>

export type WireObject = Partial<{ readonly attributes: readonly WireAttribute[]; readonly nesting: number }>

const object: Codec<WireObject> = message({ attributes: repeated(1, () => attribute), nesting: integer(3) })

const attribute: Codec<WireAttribute> = message({
  name: text(1),
  type: bytes(2),
  nestedType: nested(10, () => object),
  description: text(3),
  required: flag(4),
  optional: flag(5),
  computed: flag(6),
  sensitive: flag(7),
  descriptionKind: integer(8),
  deprecated: flag(9),
  writeOnly: flag(11),
  deprecationMessage: text(12),
})

/** Block types are left out: nested attributes say all that ours have to. */
const block = message({
  version: integer(1),
  attributes: repeated(2, () => attribute),
  description: text(4),
  descriptionKind: integer(5),
})

export const schema = message({ version: integer(1), block: nested(2, () => block) })
export type WireSchema = Partial<MessageOf<typeof schema>>

const parameter = message({
  name: text(1),
  type: bytes(2),
  allowNullValue: flag(3),
  allowUnknownValues: flag(4),
  description: text(5),
  descriptionKind: integer(6),
})
export type WireParameter = Partial<MessageOf<typeof parameter>>

const returned = message({ type: bytes(1) })

const functionMessage = message({
  parameters: repeated(1, () => parameter),
  variadicParameter: nested(2, () => parameter),
  return: nested(3, () => returned),
  summary: text(4),
  description: text(5),
  descriptionKind: integer(6),
})
export type WireFunction = Partial<MessageOf<typeof functionMessage>>

export const getProviderSchemaResponse = message({
  provider: nested(1, () => schema),
  resourceSchemas: mapOf(2, () => schema),
  dataSourceSchemas: mapOf(3, () => schema),
  diagnostics: repeated(4, () => diagnostic),
  serverCapabilities: nested(6, () => serverCapabilities),
  functions: mapOf(7, () => functionMessage),
  listResourceSchemas: mapOf(9, () => schema),
})

export const getFunctionsResponse = message({
  functions: mapOf(1, () => functionMessage),
  diagnostics: repeated(2, () => diagnostic),
})

const typeNamed = message({ typeName: text(1) })
const functionNamed = message({ name: text(1) })

export const getMetadataResponse = message({
  serverCapabilities: nested(1, () => serverCapabilities),
  diagnostics: repeated(2, () => diagnostic),
  dataSources: repeated(3, () => typeNamed),
  resources: repeated(4, () => typeNamed),
  functions: repeated(5, () => functionNamed),
  listResources: repeated(7, () => typeNamed),
})
