import type { Type } from '../value/type.js'
import type { Value, ValueRecord } from '../value/value.js'
import type { AttributePath, Diagnostics } from './diagnostic.js'

export type Nesting = 'single' | 'list' | 'set' | 'map'

/** Objects with attributes of their own kind: some may be computed where others are configured. */
export type NestedType = { readonly nesting: Nesting; readonly attributes: SchemaAttributes }

/** What a plan modifier sees of one attribute; null where there is none. */
export type ModifyRequest = {
  readonly path: AttributePath
  readonly config: Value
  readonly prior: Value
  /** As the modifiers before this one left it. */
  readonly planned: Value
  readonly creating: boolean
  /** `planned` is another value than `prior`; an unknown one always is. */
  readonly changed: boolean
}

/** Changes one attribute's plan. Returns what it wants different; nothing to leave it as it is. */
export type PlanModifier = (
  request: ModifyRequest,
) => { readonly planned?: Value; readonly replace?: boolean } | undefined

/** Looks at one known, non-null value of the configuration. */
export type Validator = (value: Value, path: AttributePath) => Diagnostics

export type SchemaAttribute = {
  readonly type: Type | NestedType
  /** Markdown. */
  readonly description: string
  readonly required?: true
  readonly optional?: true
  readonly computed?: true
  readonly sensitive?: true
  readonly writeOnly?: true
  /** Says what Terraform does with the object, not what the object is: a change of it alone computes nothing anew. */
  readonly local?: true
  /** Why and what instead. */
  readonly deprecated?: string
  /** The only texts that it may be, or an element of it. Who validates the configuration asks; types are made of them. */
  readonly words?: readonly string[]
  /** Of a map: the only keys that it may have. */
  readonly keys?: readonly string[]
  /** Planned where the configuration is null. Needs `computed`. */
  readonly default?: Value
  /** Whether two texts mean the same: one that does is no change, and the state keeps its spelling. */
  readonly alike?: (one: string, other: string) => boolean
  readonly plan?: readonly PlanModifier[]
  readonly validate?: readonly Validator[]
}

export type SchemaAttributes = { readonly [name: string]: SchemaAttribute }

export type Schema = {
  readonly version: number
  /** Markdown. */
  readonly description: string
  readonly attributes: SchemaAttributes
}

export const isNested = (type: Type | NestedType): type is NestedType => typeof type === 'object' && 'nesting' in type

export type { ValueRecord }
