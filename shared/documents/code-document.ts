/** What documents in code have in common: they have no header, and nothing of them is put together from parts. */

import type { FormProblem } from '../syntax/form-problem.js'
import type { Chunk } from '../syntax/node.js'
import type { Resolver } from '../syntax/view.js'
import type { IgnoreComment } from '../text/ignore-comments.js'
import type { DocumentLanguage } from '../text/language.js'
import type { Source } from '../text/source.js'
import type { RoleDocument, RoleSite } from './document.js'

export type CodeDocument<Language extends DocumentLanguage> = {
  readonly source: Source
  readonly language: Language
  readonly roles: readonly RoleSite[]
  readonly problems: readonly FormProblem[]
  readonly ignores: readonly IgnoreComment[]
  readonly ignoresIn?: (file: string) => readonly IgnoreComment[]
  readonly resolver: Resolver
  readonly place: RoleDocument['place']
  readonly conflicts: RoleDocument['conflicts']
}

export const codeDocument = <Language extends DocumentLanguage>(
  document: CodeDocument<Language>,
): RoleDocument & { readonly language: Language } => ({
  ...document,
  problems: () => document.problems,
  ignores: () => document.ignores,
  version: null,
  defaults: new Map(),
})

/** Places of chunks, of which there may be thousands: they are looked up when the first is asked for. */
export const createPlace = (
  chunks: () => Iterable<readonly [Chunk, { readonly source: Source; readonly offset: number }]>,
): RoleDocument['place'] => {
  let known: ReadonlyMap<Chunk, { readonly source: Source; readonly offset: number }> | undefined
  return (chunk) => {
    known ??= new Map(chunks())
    const place = known.get(chunk)
    if (!place) throw new Error('This is a place in another document, or in another version of this one.')
    return place
  }
}
