/** From a text to its roles, as far as they count. */

import type { DocumentContext, ReadDocument } from '../documents/read-document.js'
import { readDocument } from '../documents/read-document.js'
import type { DocumentLanguage } from '../text/language.js'
import type { Source } from '../text/source.js'
import { counted } from './standing.js'

/** Once there was a role in it, a key that is mistyped is a mistake and no sign of another format. */
const wasOurs = (before: ReadDocument | null): boolean =>
  before !== null && 'parts' in before && before.standing === undefined

/** The same as `readDocument`, but a file of our name that is not ours has no roles. */
export const readCounted = (
  source: Source,
  language: DocumentLanguage,
  before: ReadDocument | null,
  context: DocumentContext & { /** Code deploys it by its name. */ readonly named?: boolean },
): ReadDocument | null => {
  const document = readDocument(source, language, before, context)
  if (document === null || !('parts' in document)) return document
  return counted(document, context.named === true || wasOurs(before))
}
