import type { RoleDocument } from '../document.js'
import type { Source } from '../source.js'

export type TypescriptDocument = RoleDocument & { readonly language: 'typescript' }

/** Null where the text makes no roles of ours. */
export type TypescriptReader = (source: Source) => TypescriptDocument | null
