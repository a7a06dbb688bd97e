/** What cannot stand in a role file that two constructs of a stack deploy: each would want the one role it names. */
import { problemAt } from '@rolecall/shared/check/problem-at.js'
import { spanIn, spanOf } from '@rolecall/shared/documents/locate.js'
import { own } from '@rolecall/shared/model/values.js'
import { repeatedRole } from '@rolecall/shared/rules/repeated-role.js'
import { problemLine } from '@rolecall/shared/text/other-places.js'
import type { SourceSpan } from '@rolecall/shared/text/source.js'
import type { ReadRole } from './read-role-files.js'

type Found = { readonly name: string; readonly span: SourceSpan }

const foundIn = ({ site, document }: ReadRole): readonly Found[] => {
  const attribute = site.type?.parent?.attribute ?? null
  const named = attribute !== null && own(site.role.attributes, attribute) !== null
  return [
    ...(site.import ? [{ name: '$import', span: spanIn(document, site.import.node) }] : []),
    ...(named ? [{ name: attribute, span: spanOf(document, site, [attribute]) }] : []),
  ]
}

/** One line for each. `first`, `second`: the paths of the constructs. */
export const sharedFileLines = (role: ReadRole, first: string, second: string): readonly string[] =>
  foundIn(role).map(({ name, span }) => {
    const message =
      `${first} and ${second} both deploy this file, and \`${name}\` would name one place or role for both. ` +
      'Move the role into a file that only one of them deploys.'
    return problemLine(problemAt(span, repeatedRole, message, role.site.role.key))
  })
