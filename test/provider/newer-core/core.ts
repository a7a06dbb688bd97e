/**
 * Terraform's part from 1.12 on, over the bytes of the wire: what `internal/plugin6` and `internal/terraform` of it
 * refuse about identities is thrown here.
 */
import { impliedType } from '../../../provider/framework/implied-type.js'
import type { ProviderServer } from '../../../provider/framework/provider-server.js'
import type { MoveSource } from '../../../provider/framework/resource.js'
import type { Schema } from '../../../provider/framework/schema.js'
import { createProviderServer } from '../../../provider/framework/server.js'
import { createRolecallProvider } from '../../../provider/roles/provider.js'
import type { IdentityData, WireDiagnostic } from '../../../provider/rpc/messages/common.js'
import { empty } from '../../../provider/rpc/messages/common.js'
import { getResourceIdentitySchemasResponse } from '../../../provider/rpc/messages/identity.js'
import { configureProviderRequest, configureProviderResponse } from '../../../provider/rpc/messages/provider.js'
import * as messages from '../../../provider/rpc/messages/resource.js'
import { equalValues } from '../../../provider/value/equal.js'
import { decodeJson, decodeJsonData } from '../../../provider/value/json.js'
import { decodeValue, encodeValue } from '../../../provider/value/msgpack.js'
import type { Type } from '../../../provider/value/type.js'
import { objectType, typeFromJson } from '../../../provider/value/type.js'
import type { ValueRecord } from '../../../provider/value/value.js'
import { isRecord, isWhollyKnown } from '../../../provider/value/value.js'
import { planProblems, propose } from '../framework/core.js'
import { call } from '../rpc/server.js'
import { hurried } from '../terraform/support/session.js'

export type Attributes = { readonly [name: string]: unknown }

/** What a state file has of a resource. */
export type Instance = {
  readonly type: string
  readonly value: ValueRecord
  readonly identity: ValueRecord | null
  readonly private: Uint8Array
}

type Plan = {
  readonly planned: ValueRecord | null
  readonly identity: ValueRecord | null
  readonly private: Uint8Array
  readonly replaces: boolean
}

type Environment = { readonly [name: string]: string | undefined }

const silent = (): void => undefined
export const noLog = { trace: silent, debug: silent, info: silent, warn: silent, error: silent }

export class CoreError extends Error {}

export const refuse = (problem: string): never => {
  throw new CoreError(problem)
}

export const refuseErrors = (diagnostics: readonly WireDiagnostic[]): void => {
  const errors = diagnostics.filter(({ severity }) => severity === 1)
  if (errors.length > 0) refuse(errors.map(({ summary, detail }) => `${summary}\n${detail}`).join('\n\n'))
}

const msgpackOf = (wire: { readonly msgpack?: Uint8Array } | undefined): Uint8Array => wire?.msgpack ?? new Uint8Array()

export const recordIn = (wire: { readonly msgpack?: Uint8Array } | undefined, type: Type): ValueRecord | null => {
  const bytes = msgpackOf(wire)
  if (bytes.length === 0) return null
  const value = decodeValue(bytes, type)
  return value === null || isRecord(value) ? value : refuse('not an object')
}

/** With every attribute, as Terraform sends it. */
export const configOf = (attributes: Attributes, schema: Schema): ValueRecord => {
  const config = decodeJson(JSON.stringify(attributes), impliedType(schema), { unknownKeys: 'error' })
  return isRecord(config) ? config : refuse('not an object')
}

export const identityFrom = (parts: Attributes, type: Type): ValueRecord => {
  const identity = decodeJsonData(parts, type, { unknownKeys: 'error' })
  return isRecord(identity) ? identity : refuse('not an object')
}

const identityTypesOf = async (server: ProviderServer): Promise<ReadonlyMap<string, Type>> => {
  const answer = await call(server, 'GetResourceIdentitySchemas', [empty, getResourceIdentitySchemasResponse], {})
  refuseErrors(answer.diagnostics)
  return new Map(
    Array.from(answer.schemas, ([type, { attributes = [] }]) => {
      const entries = attributes.map((each) => {
        if (each.requiredForImport === each.optionalForImport) refuse(`${each.name} is neither required nor optional`)
        const parsed: unknown = JSON.parse(Buffer.from(each.type ?? []).toString())
        return [each.name ?? '', typeFromJson(parsed)] as const
      })
      return [type, objectType(Object.fromEntries(entries))]
    }),
  )
}

/** A configured provider, and who asks it. */
export const startCore = async (environment: Environment) => {
  const provider = createRolecallProvider({
    environment,
    directory: () => '/nowhere',
    patience: { total: 300, between: 50 },
    timing: hurried,
  })
  const server = createProviderServer(provider, { log: noLog })
  const identityTypes = await identityTypesOf(server)
  const providerType = impliedType(server.schema)

  const schemaOf = (type: string): Schema => server.resources.get(type) ?? refuse(`no resource ${type}`)
  const identityTypeOf = (type: string): Type => identityTypes.get(type) ?? refuse(`no identity of ${type}`)
  const wire = (record: ValueRecord | null, type: string) => ({
    msgpack: encodeValue(record, impliedType(schemaOf(type))),
  })
  const wireIdentity = (identity: ValueRecord | null, type: string) =>
    identity === null ? undefined : { data: { msgpack: encodeValue(identity, identityTypeOf(type)) } }

  /** Of the schema's type, and wholly known but where an object is made. */
  const identityIn = (data: Partial<IdentityData> | undefined, type: string, isNew = false): ValueRecord | null => {
    const identity = data?.data ? recordIn(data.data, identityTypeOf(type)) : null
    if (identity && !isNew && !isWhollyKnown(identity)) refuse(`the identity of ${type} has unknown values`)
    return identity
  }

  const plan = async (type: string, prior: Instance | null, config: ValueRecord | null): Promise<Plan> => {
    const schema = schemaOf(type)
    const proposed = config && propose(schema.attributes, prior?.value ?? null, config)
    const reply = await call(
      server,
      'PlanResourceChange',
      [messages.planResourceChangeRequest, messages.planResourceChangeResponse],
      {
        typeName: type,
        priorState: wire(prior?.value ?? null, type),
        proposedNewState: wire(proposed, type),
        config: wire(config, type),
        priorPrivate: prior?.private ?? new Uint8Array(),
      },
    )
    refuseErrors(reply.diagnostics)
    const planned = recordIn(reply.plannedState, impliedType(schema))
    if (config) {
      const problems = planProblems(schema.attributes, { prior: prior?.value ?? null, config, planned })
      if (problems.length > 0) refuse(problems.join('\n'))
    }
    const replaces = reply.requiresReplace.length > 0
    const identity = identityIn(reply.plannedIdentity, type, prior === null || replaces)
    return { planned, identity, private: reply.plannedPrivate, replaces }
  }

  const apply = async (
    type: string,
    prior: Instance | null,
    config: ValueRecord | null,
    { planned, private: kept }: Plan,
  ): Promise<Instance | null> => {
    const reply = await call(
      server,
      'ApplyResourceChange',
      [messages.applyResourceChangeRequest, messages.applyResourceChangeResponse],
      {
        typeName: type,
        priorState: wire(prior?.value ?? null, type),
        plannedState: wire(planned, type),
        config: wire(config, type),
        plannedPrivate: kept,
      },
    )
    refuseErrors(reply.diagnostics)
    const value = recordIn(reply.newState, impliedType(schemaOf(type)))
    const identity = identityIn(reply.newIdentity, type)
    return value && { type, value, identity, private: reply.private }
  }

  const refresh = async ({ type, value, private: kept }: Instance): Promise<Instance | null> => {
    const asked = { typeName: type, currentState: wire(value, type), private: kept }
    const shapes = [messages.readResourceRequest, messages.readResourceResponse] as const
    const reply = await call(server, 'ReadResource', shapes, asked)
    refuseErrors(reply.diagnostics)
    const now = recordIn(reply.newState, impliedType(schemaOf(type)))
    return now && { type, value: now, identity: identityIn(reply.newIdentity, type), private: reply.private }
  }

  const imported = async (type: string, by: { readonly id?: string; readonly identity?: Attributes }) => {
    const identity = wireIdentity(by.identity ? identityFrom(by.identity, identityTypeOf(type)) : null, type)
    const shapes = [messages.importResourceStateRequest, messages.importResourceStateResponse] as const
    const asked = { typeName: type, id: by.id ?? '', ...(identity && { identity }) }
    const reply = await call(server, 'ImportResourceState', shapes, asked)
    refuseErrors(reply.diagnostics)
    const [first, ...others] = reply.importedResources
    if (!first || others.length > 0) return refuse('an import gives one object')
    if (first.typeName !== type) refuse(`import of ${type} set the type ${first.typeName}`)
    const own = identityIn(first.identity, type)
    if (by.identity && !own) refuse(`import of ${type} didn't return an identity`)
    const value = recordIn(first.state, impliedType(schemaOf(type))) ?? refuse('import returned a null resource')
    const found = await refresh({ type, value, identity: own, private: first.private ?? new Uint8Array() })
    return found ?? refuse('Cannot import non-existent remote object')
  }

  /** Terraform does it before its walk, on a provider that nothing was configured for. */
  const move = async (type: string, from: MoveSource, state: Attributes): Promise<Instance> => {
    const shapes = [messages.moveResourceStateRequest, messages.moveResourceStateResponse] as const
    const reply = await call(server, 'MoveResourceState', shapes, {
      sourceProviderAddress: `registry.terraform.io/${from.provider}`,
      sourceTypeName: from.type,
      sourceSchemaVersion: 0,
      sourceState: { json: Buffer.from(JSON.stringify(state)) },
      targetTypeName: type,
    })
    refuseErrors(reply.diagnostics)
    const value = recordIn(reply.targetState, impliedType(schemaOf(type))) ?? refuse('a move returned a null resource')
    return { type, value, identity: identityIn(reply.targetIdentity, type), private: reply.targetPrivate }
  }

  const configure = async (settings: ValueRecord = {}): Promise<void> => {
    const config = { msgpack: encodeValue({ ...configOf({}, server.schema), ...settings }, providerType) }
    const shapes = [configureProviderRequest, configureProviderResponse] as const
    refuseErrors((await call(server, 'ConfigureProvider', shapes, { terraformVersion: '1.15.9', config })).diagnostics)
  }

  /** Each of Terraform's walks has a provider of its own. */
  const walk =
    <Args extends readonly unknown[], Result>(run: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      await configure()
      return run(...args)
    }

  const [planWalk, applyWalk] = [walk(plan), walk(apply)]

  return {
    server,
    schemaOf,
    identityTypeOf,
    configure,
    plan: (type: string, prior: Instance | null, attributes: Attributes) =>
      planWalk(type, prior, configOf(attributes, schemaOf(type))),
    /** Whether a plan with this configuration changes anything. */
    changes: async (instance: Instance, attributes: Attributes): Promise<boolean> => {
      const schema = schemaOf(instance.type)
      const { planned } = await planWalk(instance.type, instance, configOf(attributes, schema))
      return !equalValues(planned, instance.value, impliedType(schema))
    },
    /** Plans and carries it out; a replacement is none. */
    apply: async (type: string, prior: Instance | null, attributes: Attributes): Promise<Instance> => {
      const config = configOf(attributes, schemaOf(type))
      const change = await planWalk(type, prior, config)
      if (change.replaces) refuse('this makes a new object')
      return (await applyWalk(type, prior, config, change)) ?? refuse('the state is null')
    },
    destroy: async (instance: Instance) => {
      const change = await planWalk(instance.type, instance, null)
      if ((await applyWalk(instance.type, instance, null, change)) !== null) refuse('a deleted object has a state')
      return change
    },
    refresh: walk(refresh),
    import: walk(imported),
    move,
  }
}

export type Core = Awaited<ReturnType<typeof startCore>>
