/** What a platform brings to the sandbox. */
import type { Static, TSchema } from 'typebox'
import type { SandboxOptions } from './options.js'
import type { ServiceOptions } from './service/service.js'
import type { TokenMaker } from './state/tokens.js'

export type Given = { readonly tokenFor: TokenMaker; readonly options: SandboxOptions }

/** An organization or a tenant: what is in it, the tokens that open it, and the variables of its provider block. */
export type Tenant<Name extends string> = {
  readonly id: string
  readonly name: string
  readonly env: { readonly [name in Name]: string }
}

export type OpenedPlatform<Access, Name extends string> = {
  /** Organizations or tenants, with the tokens that open them. */
  readonly access: Access
  readonly service: Pick<ServiceOptions, 'dialect' | 'operations' | 'gate'>
  /** The same for those who start a sandbox by its command. */
  readonly tenants: (origin: string) => readonly Tenant<Name>[]
}

export type SandboxPlatform<Access = unknown, Name extends string = string> = {
  /** What its part of the state file must look like. */
  readonly state: TSchema
  readonly newState: (now: number) => unknown
  /** `state` fits the schema; handlers change it in place. */
  readonly open: (state: unknown, given: Given) => OpenedPlatform<Access, Name>
}

type Definition<Schema extends TSchema, Access, Name extends string> = {
  readonly state: Schema
  readonly newState: (now: number) => Static<Schema>
  readonly open: (state: Static<Schema>, given: Given) => OpenedPlatform<Access, Name>
}

/** The one place where a state that was checked against its schema gets its type back. */
export const sandboxPlatform = <Schema extends TSchema, Access, Name extends string>({
  open,
  ...definition
}: Definition<Schema, Access, Name>): SandboxPlatform<Access, Name> => ({
  ...definition,
  open: (state, given) => open(state as Static<Schema>, given),
})

/** Every state has one of each: its schema says so. */
export const first = <Item>([item]: readonly Item[]): Item => {
  if (item === undefined) throw new Error('The state has a list without anything in it, which its schema rules out.')
  return item
}
