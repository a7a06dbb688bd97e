import type { Diagnostic } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { rawState } from './messages/common.js'
import type { MessageOf } from './wire/message.js'

const flatmap = error(
  'State of Terraform 0.11 or older',
  'The state of this resource has the form that Terraform 0.12 replaced. Remove the resource from the state and import it again.',
)

/** The JSON text of a saved state. */
export const stateText = (
  raw: Partial<MessageOf<typeof rawState>> | undefined,
): { readonly text: string } | { readonly problem: Diagnostic } => {
  const json = raw?.json ?? new Uint8Array()
  if (json.length === 0 && (raw?.flatmap ?? []).length > 0) return { problem: flatmap }
  return { text: Buffer.from(json).toString() || 'null' }
}
