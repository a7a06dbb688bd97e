import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '../../../provider/value/decimal.js'
import { decimalArbitrary } from './arbitrary.js'

test.each([
  ['1', '1'],
  ['01.50', '1.5'],
  ['-0.0', '0'],
  ['1e3', '1000'],
  ['1E+3', '1000'],
  ['1200e-2', '12'],
  ['0.00001', '0.00001'],
  ['12345678901234567890123456789', '12345678901234567890123456789'],
  ['1e400', '1e400'],
  ['12e400', '1.2e401'],
  ['-1e-40', '-1e-40'],
  ['100000000000000000000000000000000', '1e32'],
  ['3.', '3'],
])('%s is %s', (text, shortest) => {
  expect(Decimal.of(text).text).toBe(shortest)
})

test.each(['', ' 1', '1 ', 'one', '0x10', '.5', '1e', 'NaN', 'Infinity', '1e9999999999', '--1'])(
  '%j is none',
  (text) => {
    expect(() => Decimal.of(text)).toThrow(RangeError)
  },
)

test('the text reads as the same number', () => {
  fc.assert(
    fc.property(decimalArbitrary, (decimal) => {
      expect(Decimal.of(decimal.text)).toStrictEqual(decimal)
    }),
  )
})

test('a number written differently is equal', () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.nat({ max: 60 }), (integer, zeros) => {
      const decimal = Decimal.of(integer)
      expect(Decimal.of(`${integer}${'0'.repeat(zeros)}e-${zeros}`).equals(decimal)).toBe(true)
      expect(Decimal.of(`${integer}.${'0'.repeat(zeros)}`).equals(decimal)).toBe(true)
      expect(Decimal.of(integer + 1n).equals(decimal)).toBe(false)
    }),
  )
})

test('a double is the number that Terraform takes it for', () => {
  expect(Decimal.ofDouble(0.1).text).toBe('0.1')
  expect(Decimal.ofDouble(2 ** 64).text).toBe('18446744073709551616')
  expect(Decimal.ofDouble(-0).text).toBe('0')
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (double) => {
      expect(Decimal.ofDouble(double).toNumber()).toBe(double === 0 ? 0 : double)
    }),
  )
})

test('an integer can be had as one', () => {
  expect(Decimal.of('12345678901234567890').toBigInt()).toBe(12345678901234567890n)
  expect(Decimal.of('1.5').toBigInt()).toBe(null)
})

test('an exponent of a thousand million costs nothing', () => {
  const huge = Decimal.of('1e999999999')
  expect(huge.toBigInt()).toBe(null)
})
