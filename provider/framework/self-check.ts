import { conform } from '../value/conform.js'
import type { Type } from '../value/type.js'
import { typeToJson } from '../value/type.js'
import { isWhollyKnown } from '../value/value.js'
import type { IdentityAttribute } from './identity.js'
import { typeOfAttribute } from './implied-type.js'
import type { FunctionParameter, Provider, ProviderFunction } from './provider.js'
import type { Resource } from './resource.js'
import type { Schema, SchemaAttribute, SchemaAttributes } from './schema.js'
import { isNested } from './schema.js'

/** Terraform's own arguments of a block. A nested attribute may have these names. */
const reserved = {
  resource: ['count', 'for_each', 'depends_on', 'provider', 'lifecycle', 'connection', 'provisioner'],
  provider: ['alias', 'version'],
  /** Its attributes stand in a block of their own. */
  list: [],
} as const

const identifier = /^[a-z][a-z0-9_]*$/

const contains = (type: Type, wanted: Type): boolean => {
  if (typeof type === 'string') return type === wanted
  if (type.kind === 'object') return Object.values(type.attributes).some((inner) => contains(inner, wanted))
  if (type.kind === 'tuple') return type.elements.some((inner) => contains(inner, wanted))
  return contains(type.element, wanted)
}

/** A set whose members may differ in type has no members that can be compared. */
const hasDynamicSet = (type: Type): boolean => {
  if (typeof type === 'string') return false
  if (type.kind === 'object') return Object.values(type.attributes).some(hasDynamicSet)
  if (type.kind === 'tuple') return type.elements.some(hasDynamicSet)
  return (type.kind === 'set' && contains(type.element, 'dynamic')) || hasDynamicSet(type.element)
}

const presenceProblems = ({ required, optional, computed }: SchemaAttribute): readonly string[] => [
  ...(required || optional || computed ? [] : ['is neither required, optional nor computed']),
  ...(required && (optional || computed) ? ['is required, so it cannot be optional or computed'] : []),
]

const defaultProblems = (attribute: SchemaAttribute): readonly string[] => {
  if (attribute.default === undefined) return []
  const fits = conform(attribute.default, typeOfAttribute(attribute)).problems.length === 0
  return [
    ...(attribute.computed && attribute.optional ? [] : ['has a default, so it must be optional and computed']),
    ...(attribute.writeOnly ? ['is write-only, so it cannot have a default'] : []),
    ...(attribute.default === null || !isWhollyKnown(attribute.default) || !fits
      ? ['has a default that is not of its type']
      : []),
  ]
}

const writeOnlyProblems = ({ writeOnly, computed }: SchemaAttribute, inSet: boolean): readonly string[] => {
  if (!writeOnly) return []
  return [
    ...(computed ? ['is write-only, so it cannot be computed'] : []),
    ...(inSet ? ['is write-only, which nothing in a set can be'] : []),
  ]
}

const localProblems = ({ local, computed }: SchemaAttribute): readonly string[] =>
  local && computed ? ['is Terraform’s business alone, so it cannot be computed'] : []

const typeProblems = (attribute: SchemaAttribute): readonly string[] =>
  hasDynamicSet(typeOfAttribute(attribute)) ? ['is a set that holds a dynamic value'] : []

const attributesProblems = (attributes: SchemaAttributes, where: string, inSet: boolean): readonly string[] =>
  Object.entries(attributes).flatMap(([name, attribute]) => {
    const place = `${where}.${name}`
    const { type } = attribute
    const own = [
      ...(identifier.test(name) ? [] : ['is not a name of lower-case letters, digits and _']),
      ...presenceProblems(attribute),
      ...defaultProblems(attribute),
      ...writeOnlyProblems(attribute, inSet),
      ...localProblems(attribute),
      ...typeProblems(attribute),
    ]
    const inner = isNested(type) ? attributesProblems(type.attributes, place, inSet || type.nesting === 'set') : []
    return [...own.map((problem) => `${place} ${problem}`), ...inner]
  })

const schemaProblemsOf = (schema: Schema, where: string, kind: keyof typeof reserved): readonly string[] => [
  ...(Number.isSafeInteger(schema.version) && schema.version >= 0 ? [] : [`${where} has no version`]),
  ...reserved[kind]
    .filter((name) => Object.hasOwn(schema.attributes, name))
    .map((name) => `${where}.${name} is Terraform's own`),
  ...attributesProblems(schema.attributes, where, false),
]

const upgradeProblems = <Client>({ type, schema, upgrade }: Resource<Client>): readonly string[] => {
  const missing = Array.from({ length: schema.version }, (_, from) => from).filter((from) => !upgrade?.[from])
  const idle = Object.keys(upgrade ?? {}).filter((from) => Number(from) >= schema.version)
  return [
    ...missing.map((from) => `${type} has no upgrade from version ${from}`),
    ...idle.map((from) => `${type} has an upgrade from version ${from}, which is not older`),
  ]
}

/** Terraform compares identities as texts and writes them into import blocks. */
const isPlain = (type: Type): boolean =>
  typeof type === 'string'
    ? type !== 'dynamic'
    : type.kind === 'list' && typeof type.element === 'string' && isPlain(type.element)

const identityAttributeProblems = (schema: Schema, name: string, { type }: IdentityAttribute): readonly string[] => {
  const own = Object.hasOwn(schema.attributes, name) ? schema.attributes[name] : undefined
  return [
    ...(own && typeToJson(typeOfAttribute(own)) === typeToJson(type)
      ? []
      : ['is no attribute of the schema with this type']),
    ...(isPlain(type) ? [] : ['is neither a string, a number, a bool nor a list of these']),
  ]
}

const identityProblems = <Client>({ type, schema, identity }: Resource<Client>): readonly string[] => {
  if (!identity) return []
  const { version, attributes } = identity.schema
  const entries = Object.entries(attributes)
  const where = `identity of ${type}`
  return [
    ...(Number.isSafeInteger(version) && version >= 0 ? [] : [`${where} has no version`]),
    ...(entries.some(([, each]) => each.import === 'required') ? [] : [`${where} requires nothing for an import`]),
    ...entries.flatMap(([name, each]) =>
      identityAttributeProblems(schema, name, each).map((problem) => `${where}: ${name} ${problem}`),
    ),
  ]
}

const listProblems = <Client>({ type, identity, list }: Resource<Client>): readonly string[] => {
  if (!list) return []
  return [
    ...(identity ? [] : [`${type} can be listed, so it must have an identity`]),
    ...schemaProblemsOf(list.schema, `list of ${type}`, 'list'),
  ]
}

/** What a source carries must be ours, and all that a state cannot be without must be carried. */
const moveProblems = <Client>({ type, schema, move }: Resource<Client>): readonly string[] => {
  if (!move) return []
  const { attributes } = schema
  const needed = [...move.needs, ...Object.keys(attributes).filter((name) => attributes[name]?.required)]
  return [
    ...repeated(move.from.map((source) => `${source.type} of ${source.provider}`)).map(
      (source) => `${type} moves twice from ${source}`,
    ),
    ...move.from.flatMap((source) => {
      const where = `${type} moves from ${source.type} of ${source.provider}, which`
      const { attributes: carried } = source
      return [
        ...(/^[^/]+\/[^/]+$/.test(source.provider) ? [] : [`${where} is no provider: name it as NAMESPACE/NAME`]),
        ...carried
          .filter((name) => !Object.hasOwn(attributes, name))
          .map((name) => `${where} carries ${name}, which is not in the schema`),
        ...needed.filter((name) => !carried.includes(name)).map((name) => `${where} lacks ${name}, which is needed`),
        ...repeated(carried).map((name) => `${where} carries ${name} twice`),
      ]
    }),
  ]
}

const functionProblems = ({ name, parameters, variadic }: ProviderFunction): readonly string[] => {
  const all: readonly FunctionParameter[] = variadic ? [...parameters, variadic] : parameters
  return [
    ...(identifier.test(name) ? [] : [`function ${name} is not a name of lower-case letters, digits and _`]),
    ...all
      .filter((parameter) => !identifier.test(parameter.name))
      .map((parameter) => `${name}(${parameter.name}) is not a name`),
    ...repeated(all.map((parameter) => parameter.name)).map((parameter) => `${name} has two parameters ${parameter}`),
  ]
}

const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
]

const typeNameProblems = (provider: string, names: readonly string[]): readonly string[] => [
  ...names
    .filter((name) => !identifier.test(name) || (name !== provider && !name.startsWith(`${provider}_`)))
    .map((name) => `${name} is not a type of the provider ${provider}: begin it with ${provider}_`),
  ...repeated(names).map((name) => `${name} stands twice`),
]

/**
 * What Terraform would refuse when it loads the schema, and what the engine relies on. A unit test
 * asks, so that no user's plan has to.
 */
export const schemaProblems = <Client>(provider: Provider<Client>): string[] => [
  ...schemaProblemsOf(provider.schema, 'provider', 'provider'),
  ...typeNameProblems(
    provider.name,
    provider.resources.map(({ type }) => type),
  ),
  ...typeNameProblems(
    provider.name,
    provider.dataSources.map(({ type }) => type),
  ),
  ...provider.resources.flatMap((resource) => [
    ...schemaProblemsOf(resource.schema, resource.type, 'resource'),
    ...upgradeProblems(resource),
    ...identityProblems(resource),
    ...listProblems(resource),
    ...moveProblems(resource),
  ]),
  ...provider.dataSources.flatMap(({ type, schema }) => schemaProblemsOf(schema, `data.${type}`, 'resource')),
  ...repeated(provider.functions.map(({ name }) => name)).map((name) => `function ${name} stands twice`),
  ...provider.functions.flatMap(functionProblems),
]
