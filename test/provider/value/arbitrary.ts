import { unknown } from '@rolecall/shared/model/unknown.js'
import fc from 'fast-check'
import { Decimal } from '../../../provider/value/decimal.js'
import { uniqueMembers } from '../../../provider/value/equal.js'
import type { ScalarType, Type } from '../../../provider/value/type.js'
import { typeFromJson, typeToJson } from '../../../provider/value/type.js'
import type { Value } from '../../../provider/value/value.js'
import { Dynamic, recordOf } from '../../../provider/value/value.js'

const name = fc.oneof(
  fc.constantFrom('id', '__proto__', 'constructor', 'toString', 'é', 'e\u0301', ''),
  fc.string({ maxLength: 6 }),
)

/** To Terraform two spellings of one name are one name. */
const members = <Item>(item: fc.Arbitrary<Item>): fc.Arbitrary<[string, Item][]> =>
  fc.uniqueArray(fc.tuple(name, item), { maxLength: 4, selector: ([key]) => key.normalize('NFC') })

const scalarType = fc.constantFrom<Type>('string', 'number', 'bool')

/** Any type, or with `dynamic: false` one that holds no dynamic, as sets and dynamics want it. */
export const typeArbitrary = ({ depth = 2, dynamic = true } = {}): fc.Arbitrary<Type> => {
  const leaf = dynamic ? fc.oneof(scalarType, fc.constant<Type>('dynamic')) : scalarType
  if (depth === 0) return leaf
  const inner = typeArbitrary({ depth: depth - 1, dynamic })
  const any = fc.oneof(
    leaf,
    fc.record({ kind: fc.constantFrom('list', 'map'), element: inner }),
    fc.record({ kind: fc.constant('set'), element: typeArbitrary({ depth: depth - 1, dynamic: false }) }),
    fc.record({
      kind: fc.constant('object'),
      attributes: members(inner).map((entries) => Object.fromEntries(entries)),
    }),
    fc.record({ kind: fc.constant('tuple'), elements: fc.array(inner, { maxLength: 3 }) }),
  ) as fc.Arbitrary<Type>
  return any.map((type) => typeFromJson(JSON.parse(typeToJson(type))))
}

const digits = fc.oneof(
  fc.stringMatching(/^-?\d{1,40}(\.\d{1,40})?$/),
  fc.stringMatching(/^-?\d{1,200}(\.\d{1,200})?$/),
)

/**
 * Where integers and doubles stop to hold each other. Terraform keeps 512 bits, and of some powers of two
 * beyond them it reads another number in what it wrote itself.
 */
const nearPowerOfTwo = fc
  .tuple(fc.integer({ min: 50, max: 511 }), fc.integer({ min: -2, max: 2 }), fc.constantFrom(1n, -1n))
  .map(([power, more, sign]) => sign * (2n ** BigInt(power) + BigInt(more)))

/**
 * Whether it is a double and has more digits than tell this double from others. Terraform sends the
 * double, be it written so, or what a function made, which it takes for the shorter number: nobody
 * can tell which.
 */
const isLongDouble = (decimal: Decimal): boolean => {
  const double = decimal.toNumber()
  if (decimal.toBigInt() !== null || !Number.isFinite(double)) return false
  return !Decimal.of(double).equals(decimal) && Decimal.of(double.toPrecision(100)).equals(decimal)
}

export const decimalArbitrary: fc.Arbitrary<Decimal> = fc
  .oneof(
    fc.integer(),
    fc.bigInt(),
    fc.bigInt({ min: -(2n ** 65n), max: 2n ** 65n }),
    nearPowerOfTwo,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    digits,
    fc.tuple(digits, fc.integer({ min: -400, max: 400 })).map(([text, exponent]) => `${text}e${exponent}`),
  )
  .map((number) => Decimal.of(number))
  .filter((decimal) => !isLongDouble(decimal))

export type ValueOptions = { readonly unknowns?: boolean; readonly nulls?: boolean }

const scalarOf = (type: ScalarType, options: ValueOptions): fc.Arbitrary<Value> => {
  switch (type) {
    case 'string':
      return fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constantFrom('é', 'e\u0301', '__proto__'))
    case 'number':
      return decimalArbitrary
    case 'bool':
      return fc.boolean()
    case 'dynamic':
      return typeArbitrary({ depth: 1, dynamic: false }).chain((inner) =>
        valueOf(inner, options).map((value) => new Dynamic(inner, value)),
      )
  }
}

const collectionOf = (type: Exclude<Type, string>, options: ValueOptions): fc.Arbitrary<Value> => {
  switch (type.kind) {
    case 'list':
      return fc.array(valueOf(type.element, options), { maxLength: 4 })
    case 'set':
      return fc
        .array(valueOf(type.element, options), { maxLength: 4 })
        .map((members) => uniqueMembers(members, type.element))
    case 'tuple':
      return fc.tuple(...type.elements.map((element) => valueOf(element, options)))
    case 'map':
      return members(valueOf(type.element, options)).map(recordOf)
    case 'object': {
      const attributes = Object.entries(type.attributes)
      return fc
        .tuple(...attributes.map(([, attribute]) => valueOf(attribute, options)))
        .map((values) => recordOf(attributes.map(([key], index) => [key, values[index] ?? null])))
    }
  }
}

/** A value of a type, with nulls and unknowns at any depth. */
export const valueOf = (type: Type, options: ValueOptions = {}): fc.Arbitrary<Value> => {
  const some = typeof type === 'string' ? scalarOf(type, options) : collectionOf(type, options)
  return fc.oneof(
    { weight: 8, arbitrary: some },
    { weight: options.nulls === false ? 0 : 1, arbitrary: fc.constant(null) },
    { weight: options.unknowns === false ? 0 : 1, arbitrary: fc.constant<Value>(unknown) },
  )
}

export const typeAndValue = (options: ValueOptions = {}): fc.Arbitrary<readonly [Type, Value]> =>
  typeArbitrary().chain((type) => fc.tuple(fc.constant(type), valueOf(type, options)))
