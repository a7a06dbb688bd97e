/** What tells a remote object from all others. Of Terraform and OpenTofu 1.12. */
import { bytes, flag, integer, nested, repeated, text } from '../wire/field.js'
import type { MessageOf } from '../wire/message.js'
import { mapOf, message } from '../wire/message.js'
import { diagnostic, identityData, rawState } from './common.js'

const identityAttribute = message({
  name: text(1),
  type: bytes(2),
  requiredForImport: flag(3),
  optionalForImport: flag(4),
  description: text(5),
})

const identitySchema = message({ version: integer(1), attributes: repeated(2, () => identityAttribute) })
export type WireIdentitySchema = Partial<MessageOf<typeof identitySchema>>

export const getResourceIdentitySchemasResponse = message({
  schemas: mapOf(1, () => identitySchema),
  diagnostics: repeated(2, () => diagnostic),
})

export const upgradeResourceIdentityRequest = message({
  typeName: text(1),
  version: integer(2),
  rawIdentity: nested(3, () => rawState),
})
export const upgradeResourceIdentityResponse = message({
  upgradedIdentity: nested(1, () => identityData),
  diagnostics: repeated(2, () => diagnostic),
})
