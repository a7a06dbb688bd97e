import type { Type } from '../value/type.js'
import type { Value, ValueRecord } from '../value/value.js'
import type { Diagnostics } from './diagnostic.js'
import type { Context, Logger, Resource } from './resource.js'
import type { Schema } from './schema.js'

export type DataSource<Client> = {
  readonly type: string
  readonly schema: Schema
  validate?(config: ValueRecord): Diagnostics | Promise<Diagnostics>
  read(config: ValueRecord, context: Context<Client>): Promise<{ state: ValueRecord; diagnostics: Diagnostics }>
}

export type FunctionParameter = {
  readonly name: string
  readonly type: Type
  readonly description: string
  readonly allowNull?: true
  readonly allowUnknown?: true
}

/** What a function gives; or why it gives nothing, and the argument that this is about. */
export type FunctionAnswer = { readonly value: Value } | { readonly error: string; readonly argument?: number }

/** A pure function. Runs in an unconfigured process. */
export type ProviderFunction = {
  readonly name: string
  readonly summary: string
  readonly description: string
  readonly parameters: readonly FunctionParameter[]
  readonly variadic?: FunctionParameter
  readonly returns: Type
  call(args: readonly Value[]): FunctionAnswer | Promise<FunctionAnswer>
}

export type Provider<Client> = {
  /** Without the namespace: `rolecall`. */
  readonly name: string
  readonly version: string
  readonly schema: Schema
  readonly resources: readonly Resource<Client>[]
  readonly dataSources: readonly DataSource<Client>[]
  readonly functions: readonly ProviderFunction[]
  validate?(config: ValueRecord): Diagnostics | Promise<Diagnostics>
  /** May see unknowns. Called once for each process by Terraform, again and again when reattached. */
  configure(
    config: ValueRecord,
    environment: { readonly terraformVersion: string; readonly log: Logger; readonly signal: AbortSignal },
  ): Promise<{ client: Client | null; diagnostics: Diagnostics }>
}
