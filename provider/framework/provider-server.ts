import type { Value, ValueRecord } from '../value/value.js'
import type { AttributePath, Diagnostics } from './diagnostic.js'
import type { IdentitySchema } from './identity.js'
import type { ListCall, Listed } from './list.js'
import type { FunctionAnswer, ProviderFunction } from './provider.js'
import type { Schema } from './schema.js'

type Checked = { readonly diagnostics: Diagnostics }

/** Opaque bytes that Terraform keeps beside a state. */
type Private = { readonly private: Uint8Array }

/**
 * The engine as the wire sees it: one function an RPC, values instead of protobuf. It never
 * throws; a bug in a resource becomes an error diagnostic.
 */
export type ProviderServer = {
  readonly name: string
  readonly version: string
  readonly schema: Schema
  readonly resources: ReadonlyMap<string, Schema>
  /** Of the resources that can be listed. */
  readonly lists: ReadonlyMap<string, Schema>
  /** Of the resources that have one. */
  readonly identities: ReadonlyMap<string, IdentitySchema>
  readonly dataSources: ReadonlyMap<string, Schema>
  readonly functions: ReadonlyMap<string, ProviderFunction>

  validateProviderConfig(config: ValueRecord): Promise<Checked>
  configureProvider(request: { terraformVersion: string; config: ValueRecord }): Promise<Checked>
  validateResourceConfig(request: { type: string; config: ValueRecord }): Promise<Checked>
  /** `state` is the JSON text of the state file, at `version`. */
  upgradeResourceState(request: {
    type: string
    version: number
    state: string
  }): Promise<Checked & { state: ValueRecord | null }>
  readResource(
    request: { type: string; state: ValueRecord } & Private,
  ): Promise<Checked & Private & { state: ValueRecord | null }>
  planResourceChange(
    request: {
      type: string
      config: ValueRecord | null
      prior: ValueRecord | null
      proposed: ValueRecord | null
    } & Private,
  ): Promise<Checked & Private & { planned: ValueRecord | null; replace: readonly AttributePath[] }>
  applyResourceChange(
    request: {
      type: string
      config: ValueRecord | null
      prior: ValueRecord | null
      planned: ValueRecord | null
    } & Private,
  ): Promise<Checked & Private & { state: ValueRecord | null }>
  importResourceState(request: {
    type: string
    id: string
    identity: ValueRecord | null
  }): Promise<Checked & Private & { state: ValueRecord | null }>
  /** `identity` is the JSON text of the state file, at `version`. */
  upgradeResourceIdentity(request: {
    type: string
    version: number
    identity: string
  }): Promise<Checked & { identity: ValueRecord | null }>
  /** What a user would write for an object. */
  generateResourceConfig(request: {
    type: string
    state: ValueRecord
  }): Promise<Checked & { config: ValueRecord | null }>
  validateListResourceConfig(request: { type: string; config: ValueRecord }): Promise<Checked>
  listResource(request: ListCall): AsyncIterable<Listed>
  /** `state` is the JSON text of another provider's state, `from` where it is from. */
  moveResourceState(request: {
    type: string
    from: { provider: string; type: string; version: number }
    state: string
  }): Promise<Checked & Private & { state: ValueRecord | null }>
  validateDataSourceConfig(request: { type: string; config: ValueRecord }): Promise<Checked>
  readDataSource(request: { type: string; config: ValueRecord }): Promise<Checked & { state: ValueRecord | null }>
  callFunction(request: { name: string; args: readonly Value[] }): Promise<FunctionAnswer>
  /** Terraform was interrupted: aborts every call's signal. */
  stop(): void
}
