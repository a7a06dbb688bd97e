import { unknown } from '@rolecall/shared/model/unknown.js'
import fc from 'fast-check'
import { typeOfAttribute } from '../../../provider/framework/implied-type.js'
import { keepPrior, replaceAlways, replaceIfConfigured } from '../../../provider/framework/plan-modifiers.js'
import type { NestedType, SchemaAttribute, SchemaAttributes } from '../../../provider/framework/schema.js'
import { isNested } from '../../../provider/framework/schema.js'
import { Decimal } from '../../../provider/value/decimal.js'
import { uniqueMembers } from '../../../provider/value/equal.js'
import type { Type } from '../../../provider/value/type.js'
import { setType } from '../../../provider/value/type.js'
import type { Value, ValueRecord } from '../../../provider/value/value.js'
import { isList, isRecord, recordOf } from '../../../provider/value/value.js'
import { valueOf } from '../value/arbitrary.js'
import { attribute } from './fake.js'

const element: SchemaAttributes = {
  key: attribute({ type: 'string', required: true }),
  note: attribute({ type: 'string', optional: true }),
  mode: attribute({ type: 'string', optional: true, computed: true }),
  stamp: attribute({ type: 'string', computed: true, plan: [keepPrior] }),
  inner: attribute({
    optional: true,
    type: {
      nesting: 'single',
      attributes: {
        on: attribute({ type: 'bool', optional: true }),
        seen: attribute({ type: 'number', computed: true, plan: [keepPrior] }),
      },
    },
  }),
}

/** Every kind of attribute, at every kind of nesting. */
export const sample: SchemaAttributes = {
  id: attribute({ type: 'string', computed: true, plan: [keepPrior] }),
  updated: attribute({ type: 'string', computed: true }),
  name: attribute({ type: 'string', required: true, plan: [replaceAlways] }),
  place: attribute({ type: 'string', optional: true, computed: true, plan: [keepPrior, replaceIfConfigured] }),
  description: attribute({ type: 'string', optional: true }),
  size: attribute({ type: 'number', optional: true }),
  any: attribute({ type: 'dynamic', optional: true }),
  secret: attribute({ type: 'string', optional: true, writeOnly: true }),
  wish: attribute({ type: 'string', optional: true, local: true }),
  tags: attribute({ type: setType('string'), optional: true }),
  labels: attribute({
    type: { kind: 'map', element: 'string' },
    optional: true,
    computed: true,
    default: recordOf([]),
  }),
  permissions: attribute({
    required: true,
    type: {
      nesting: 'single',
      attributes: {
        org: attribute({ type: setType('string'), optional: true, computed: true, default: [] }),
        team: attribute({ type: setType('string'), required: true, plan: [replaceAlways] }),
        secret: attribute({ type: 'string', optional: true, writeOnly: true }),
      },
    },
  }),
  created_by: attribute({
    computed: true,
    plan: [keepPrior],
    type: { nesting: 'single', attributes: { id: attribute({ type: 'string', computed: true }) } },
  }),
  chosen: attribute({ optional: true, computed: true, type: { nesting: 'list', attributes: element } }),
  teams: attribute({ optional: true, type: { nesting: 'set', attributes: element }, plan: [replaceIfConfigured] }),
  rows: attribute({ optional: true, type: { nesting: 'list', attributes: element } }),
  by_key: attribute({ optional: true, type: { nesting: 'map', attributes: element } }),
}

type Options = { readonly unknowns: boolean }

const objectsOf = ({ nesting, attributes }: NestedType, member: fc.Arbitrary<ValueRecord>): fc.Arbitrary<Value> => {
  if (nesting === 'single') return member
  if (nesting === 'map') {
    return fc.array(fc.tuple(fc.constantFrom('a', 'b', '__proto__'), member), { maxLength: 3 }).map(recordOf)
  }
  const type = typeOfAttribute({ description: '', type: { nesting: 'single', attributes } })
  const members = fc.array(member, { maxLength: 3 })
  return nesting === 'list' ? members : members.map((items) => uniqueMembers(items, type))
}

const few = fc.constantFrom('a', 'b')

const plainOf = (type: Exclude<SchemaAttribute['type'], NestedType>, options: Options): fc.Arbitrary<Value> =>
  type === 'string' ? few : valueOf(type, { ...options, nulls: false })

const configured = (each: SchemaAttribute, options: Options): fc.Arbitrary<Value> => {
  if (!each.required && !each.optional) return fc.constant(null)
  const { type } = each
  const some = isNested(type) ? objectsOf(type, configOf(type.attributes, options)) : plainOf(type, options)
  return fc.oneof(
    { weight: 6, arbitrary: some },
    { weight: each.required ? 0 : 4, arbitrary: fc.constant<Value>(null) },
    { weight: options.unknowns ? 1 : 0, arbitrary: fc.constant<Value>(unknown) },
  )
}

/** What a user may write. */
export const configOf = (attributes: SchemaAttributes, options: Options): fc.Arbitrary<ValueRecord> => {
  const entries = Object.entries(attributes)
  return fc
    .tuple(...entries.map(([, each]) => configured(each, options)))
    .map((values) => recordOf(entries.map(([name], index) => [name, values[index] ?? null])))
}

const stored = (each: SchemaAttribute): fc.Arbitrary<Value> => {
  if (each.writeOnly) return fc.constant(null)
  const { type } = each
  const some = isNested(type) ? objectsOf(type, stateOf(type.attributes)) : plainOf(type, { unknowns: false })
  return fc.oneof({ weight: 4, arbitrary: some }, { weight: 1, arbitrary: fc.constant<Value>(null) })
}

/** What a refresh may have found, whatever was configured. */
export const stateOf = (attributes: SchemaAttributes): fc.Arbitrary<ValueRecord> => {
  const entries = Object.entries(attributes)
  return fc
    .tuple(...entries.map(([, each]) => stored(each)))
    .map((values) => recordOf(entries.map(([name], index) => [name, values[index] ?? null])))
}

const made = (type: Type): Value => {
  if (type === 'string') return 'made'
  if (type === 'number') return Decimal.of(1)
  if (type === 'bool') return true
  if (type === 'dynamic') return null
  if (type.kind === 'object') {
    return recordOf(Object.entries(type.attributes).map(([name, inner]) => [name, made(inner)]))
  }
  return type.kind === 'map' ? recordOf([]) : []
}

/** What an apply may make of a plan: something in place of each unknown. */
export const applied = (planned: Value, type: Type): Value => {
  if (planned === unknown) return made(type)
  if (typeof type === 'string') return planned
  if (isList(planned)) return planned.map((item) => applied(item, 'element' in type ? type.element : 'dynamic'))
  if (!isRecord(planned)) return planned
  return recordOf(
    Object.entries(planned).map(([name, item]) => {
      if (type.kind === 'object') return [name, applied(item, type.attributes[name] ?? 'dynamic')]
      return [name, applied(item, 'element' in type ? type.element : 'dynamic')]
    }),
  )
}
