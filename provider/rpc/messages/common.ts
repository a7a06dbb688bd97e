/** Messages that many RPCs share. Facts of tfplugin6, protocol 6.11. */
import { bytes, flag, integer, nested, optionalInteger, optionalText, repeated, text } from '../wire/field.js'
import type { MessageOf } from '../wire/message.js'
import { message } from '../wire/message.js'

export const empty = message({})

export const dynamicValue = message({ msgpack: bytes(1), json: bytes(2) })
export type DynamicValue = MessageOf<typeof dynamicValue>

/** Older cores skip it wherever it stands. */
export const identityData = message({ data: nested(1, () => dynamicValue) })
export type IdentityData = MessageOf<typeof identityData>

/** The older `flatmap` is only asked for whether it is there. */
export const rawState = message({ json: bytes(1), flatmap: repeated(2, () => empty) })

/** Exactly one of the three. */
const attributePathStep = message({
  attributeName: optionalText(1),
  elementKeyString: optionalText(2),
  elementKeyInt: optionalInteger(3),
})
export type AttributePathStep = Partial<MessageOf<typeof attributePathStep>>

export const attributePath = message({ steps: repeated(1, () => attributePathStep) })

export const severity = { error: 1, warning: 2 } as const

export const diagnostic = message({
  severity: integer(1),
  summary: text(2),
  detail: text(3),
  attribute: nested(4, () => attributePath),
})
export type WireDiagnostic = Partial<MessageOf<typeof diagnostic>>

export const serverCapabilities = message({
  planDestroy: flag(1),
  getProviderSchemaOptional: flag(2),
  moveResourceState: flag(3),
  generateResourceConfig: flag(4),
})

export const functionError = message({ text: text(1), functionArgument: optionalInteger(2) })
