import type { Unknown } from '@rolecall/shared/model/unknown.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import type { DataSource, Provider, ProviderFunction } from '../../../provider/framework/provider.js'
import type { ProviderServer } from '../../../provider/framework/provider-server.js'
import type { Logger, Resource } from '../../../provider/framework/resource.js'
import type { Schema, SchemaAttribute, SchemaAttributes } from '../../../provider/framework/schema.js'
import { createProviderServer } from '../../../provider/framework/server.js'
import { Decimal } from '../../../provider/value/decimal.js'
import type { Value, ValueRecord } from '../../../provider/value/value.js'
import { Dynamic, recordOf } from '../../../provider/value/value.js'

type Plain =
  | Unknown
  | null
  | string
  | number
  | boolean
  | Decimal
  | Dynamic
  | readonly Plain[]
  | { readonly [name: string]: Plain }

const value = (plain: Plain): Value => {
  if (typeof plain === 'number') return Decimal.of(plain)
  if (Array.isArray(plain)) return plain.map(value)
  if (typeof plain !== 'object' || plain === null || plain instanceof Decimal || plain instanceof Dynamic) {
    return plain as Value
  }
  return record(plain as { readonly [name: string]: Plain })
}

export const record = (plain: { readonly [name: string]: Plain }): ValueRecord =>
  recordOf(Object.entries(plain).map(([name, item]) => [name, value(item)]))

/** An attribute without the words that a test does not need. */
export const attribute = (parts: Omit<SchemaAttribute, 'description'>): SchemaAttribute => ({
  description: '',
  ...parts,
})

export const schemaOf = (attributes: SchemaAttributes, version = 0): Schema => ({
  version,
  description: '',
  attributes,
})

export type Client = { readonly name: string }

export type Logged = {
  readonly level: string
  readonly message: string
  readonly fields: Record<string, unknown> | undefined
}

export const createLogger = (): { log: Logger; lines: Logged[] } => {
  const lines: Logged[] = []
  const write =
    (level: string) =>
    (message: string, fields?: Record<string, unknown>): void =>
      void lines.push({ level, message, fields })
  const log = {
    trace: write('trace'),
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  }
  return { log, lines }
}

const notCalled = async (): Promise<never> => {
  throw new Error('not called in this test')
}

export const fakeResource = (parts: Partial<Resource<Client>> & { readonly schema: Schema }): Resource<Client> => ({
  type: 'fake_thing',
  create: notCalled,
  read: notCalled,
  update: notCalled,
  delete: notCalled,
  ...parts,
})

export type FakeParts = Partial<Provider<Client>> & {
  readonly resource?: Partial<Resource<Client>> & { readonly schema: Schema }
  readonly dataSource?: DataSource<Client>
  readonly function?: ProviderFunction
}

export const fakeProvider = ({
  resource,
  dataSource,
  function: called,
  ...parts
}: FakeParts = {}): Provider<Client> => ({
  name: 'fake',
  version: '1.0.0',
  schema: schemaOf({}),
  resources: resource ? [fakeResource(resource)] : [],
  dataSources: dataSource ? [dataSource] : [],
  functions: called ? [called] : [],
  configure: async () => ({ client: { name: 'client' }, diagnostics: [] }),
  ...parts,
})

export const serve = (parts: FakeParts = {}): { server: ProviderServer; lines: Logged[] } => {
  const { log, lines } = createLogger()
  return { server: createProviderServer(fakeProvider(parts), { log }), lines }
}

export const noBytes: Uint8Array = new Uint8Array()

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

export { unknown }
