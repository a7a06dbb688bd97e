/** What a rule is: a value that says everything about itself. Each stands in a file of its own, and `rules.ts` lists them. */
import type { Catalog } from '../catalog/catalog.js'
import type { Claim } from '../model/claim.js'
import type { Granted, GrantedList } from '../model/granted.js'
import type { Problem, ProblemCode, Severity } from '../model/problem.js'
import type { Risk } from '../model/risk.js'
import type { Role, RoleType } from '../model/role.js'
import type { Platform } from '../platforms/platform.js'
import type { Visit } from './attributes.js'

type Facts = {
  readonly code: ProblemCode
  readonly title: string
  /** Unless the configuration says otherwise. */
  readonly severity: Severity
  /** Where roles are made into what is deployed, if it is another there. */
  readonly severityAtSynth?: Severity
  /** Of the problems of one site that have a rank, only those of the lowest are said. */
  readonly rank?: number
  /** Says nothing of a role that can be seen only in part. */
  readonly needsWholeRole?: true
  /** Shown where a value is used. Without it, where the value is written, which with an alias is elsewhere. */
  readonly shownAtUse?: true
  /** The fix is to take out what it is about. `safe`: the role grants the same without it. */
  readonly removal?: { readonly title: string; readonly safe: boolean }
  /** How editors show what it is about. */
  readonly tag?: 'unnecessary' | 'deprecated'
  /** Not for the author of a file to wave through: no comment hides it. */
  readonly neverIgnored?: true
  /** Depends on other files too, so that a comment may have its effect there. */
  readonly acrossFiles?: true
}

export type PermissionOptions = {
  readonly catalog: Catalog
  /** Whether patterns may stand in lists of permissions. */
  readonly patterns: boolean
}

export type LimitOptions = PermissionOptions & { readonly limit: Risk }

/** Looks at permissions one by one, and at no catalog. */
export type SpellingRule = Facts & {
  readonly looksAt: 'spelling'
  readonly run: (granted: readonly Granted[], platform: Platform, patterns: boolean) => readonly Problem[]
}

/** Looks at permissions one by one. */
export type CatalogRule = Facts & {
  readonly looksAt: 'catalog'
  readonly run: (granted: readonly Granted[], catalog: Catalog) => readonly Problem[]
}

/** Looks at a list as it is written: of a set it would see nothing. */
export type ListRule = Facts & {
  readonly looksAt: 'list'
  readonly run: (list: GrantedList, options: PermissionOptions) => readonly Problem[]
}

/** Looks at each attribute beside its type. */
export type AttributeRule = Facts & { readonly looksAt: 'attributes'; readonly visit: Visit }

/** `lists`: all that the role has. */
export type RoleRule = Facts & {
  readonly looksAt: 'role'
  readonly run: (role: Role, type: RoleType, lists: readonly GrantedList[]) => readonly Problem[]
}

/** Looks at all that a role grants, where there is a limit. */
export type LimitRule = Facts & {
  readonly looksAt: 'limit'
  readonly run: (granted: readonly Granted[], options: LimitOptions) => readonly Problem[]
}

/** Looks at what roles claim, each for itself alone; gives the claims that several make. */
export type ClaimRule = Facts & {
  readonly looksAt: 'claims'
  readonly run: (claims: readonly Claim[]) => readonly (readonly Claim[])[]
}

/** Found while a file is read. */
export type FormRule = Facts & { readonly looksAt: 'form' }

export type Rule = SpellingRule | CatalogRule | ListRule | AttributeRule | RoleRule | LimitRule | ClaimRule | FormRule
