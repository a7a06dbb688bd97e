import type { Claim } from '../model/claim.js'
import type { Path, Role, RoleType } from '../model/role.js'
import type { FormProblem } from '../syntax/form-problem.js'
import type { Chunk, MapNode, Node, ScalarNode, ScalarStyle } from '../syntax/node.js'
import type { Resolver } from '../syntax/view.js'
import type { IgnoreComment } from '../text/ignore-comments.js'
import type { DocumentLanguage } from '../text/language.js'
import type { Source, SourceSpan } from '../text/source.js'
import type { Span } from '../text/span.js'

/** `$import: id` and its like: what the value says, and where. */
export type ReservedValue = { readonly text: string; readonly node: ScalarNode }

export type PatternRule = {
  readonly mayStandAt: (path: Path) => boolean
  /** What to do where none may stand; finishes "A pattern cannot stand here." */
  readonly instead: (pattern: string) => string
}

/** A role where it is written. Shared by all versions of a document that leave it alone. */
export type RoleSite = {
  readonly role: Role
  /** Null where the resource type is not known. */
  readonly type: RoleType | null
  readonly chunk: Chunk
  readonly key: ScalarNode
  readonly value: Node
  /** `defaults` of the file for this type; the role holds them already. */
  readonly defaults: MapNode | null
  /** Part of the role cannot be seen: no rule that needs the whole role speaks. */
  readonly partial: boolean
  /** Its aliases bring too much, so none of them is followed. */
  readonly blind: boolean
  readonly import: ReservedValue | null
  readonly movedFrom: ReservedValue | null
  readonly provider: ReservedValue | null
  /** In code, which tells patterns from permissions; a role file takes both everywhere. */
  readonly patterns?: PatternRule
  /** In code: what its key is unique in, a Terraform module for one. All role files make one module. */
  readonly module?: string
  readonly claims: readonly Claim[]
}

/** A string that grants a permission, or a place where one may be typed (style `empty`). */
export type PermissionSite = {
  readonly value: string
  readonly path: Path
  /** Of the list that holds it. */
  readonly list: Path
  readonly style: ScalarStyle
  /** The list that holds it is written in brackets. */
  readonly flow: boolean
  /** The catalog scope of its list; null where the platform has none or it cannot be seen. */
  readonly scope: string | null
  /** Whether a pattern may stand here. */
  readonly patterns: boolean
  /** Between the quotes. */
  readonly content: SourceSpan
  /** With the quotes. */
  readonly whole: SourceSpan
  /** The element of the list: the string itself, or the object it stands in. */
  readonly element: SourceSpan
}

/** Text read into roles. Everything in it is a value; a new text is a new document. */
export type RoleDocument = {
  readonly source: Source
  readonly language: DocumentLanguage
  /** Where a file of our name is not plainly ours: it has no roles, and its one problem is a hint, if any. */
  readonly standing?: 'silent' | 'foreign'
  /** In the order of the text. */
  readonly roles: readonly RoleSite[]
  /** Found when they are first asked for, as completion needs neither them nor the comments. */
  readonly problems: () => readonly FormProblem[]
  readonly ignores: () => readonly IgnoreComment[]
  /** The comments of other files that this one takes values from. */
  readonly ignoresIn?: (file: string) => readonly IgnoreComment[]
  /** The text of `version`, where the file has one. */
  readonly version: ScalarNode | null
  /** By resource type. */
  readonly defaults: ReadonlyMap<string, MapNode>
  /** Where a chunk stands in this version. */
  readonly place: (chunk: Chunk) => { readonly source: Source; readonly offset: number }
  /** Follows aliases in this version. */
  readonly resolver: Resolver
  /** Merge conflicts, which are reported once; nothing else is said about what is in them. */
  readonly conflicts: readonly Span[]
}
