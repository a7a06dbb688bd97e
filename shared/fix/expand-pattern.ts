/** The fix for a pattern in Terraform configuration: what the list is set to goes into `expand`. */

import { expandFunction } from '../documents/code-list.js'
import type { RoleDocument, RoleSite } from '../documents/document.js'
import { locate, spanIn } from '../documents/locate.js'
import type { Path } from '../model/role.js'
import { platformOf } from '../platforms/registry.js'
import type { SourceSpan } from '../text/source.js'

/** A text to put in the place of another; nothing stands in an empty span. */
export type Edit = { readonly span: SourceSpan; readonly text: string }

/** For the element of a list of permissions at `path`. Null where the language has no `expand`. */
export const expandFix = (document: RoleDocument, site: RoleSite, path: Path): readonly Edit[] | null => {
  const { use } = locate(document, site, path.slice(0, -1))
  if (document.language !== 'hcl' || !site.type || !use || typeof path.at(-1) !== 'number') return null
  const span = spanIn(document, use)
  const platform = JSON.stringify(platformOf(site.type).key)
  return [
    { span: { ...span, end: span.start }, text: `${expandFunction}(${platform}, ` },
    { span: { ...span, start: span.end }, text: ')' },
  ]
}
