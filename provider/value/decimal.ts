const form = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/

/** More zeros than this and scientific form is shorter, and easier to read. */
const mostZeros = 21

const textOf = (negative: boolean, digits: string, exponent: number): string => {
  if (digits === '') return '0'
  const sign = negative ? '-' : ''
  const point = digits.length + exponent
  if (exponent >= 0 && exponent <= mostZeros) return sign + digits + '0'.repeat(exponent)
  if (exponent < 0 && point > 0) return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
  if (exponent < 0 && point > -mostZeros) return `${sign}0.${'0'.repeat(-point)}${digits}`
  const fraction = digits.slice(1)
  return `${sign}${digits.charAt(0)}${fraction && `.${fraction}`}e${point - 1}`
}

/**
 * A number as Terraform has it: decimal, exact, of any size. Doubles would change numbers beyond
 * 2^53, and Terraform would call that an inconsistent plan.
 */
export class Decimal {
  /** The one shortest form: equal numbers have equal texts. */
  readonly text: string

  private constructor(text: string) {
    const [, sign, whole = '', fraction = '', power = '0'] = form.exec(text) ?? []
    if (sign === undefined) throw new RangeError(`not a number: ${JSON.stringify(text)}`)
    const digits = (whole + fraction).replace(/^0+/, '')
    const shortest = digits.replace(/0+$/, '')
    this.text = textOf(sign === '-', shortest, Number(power) - fraction.length + digits.length - shortest.length)
  }

  /** A JavaScript number means its shortest text: `Decimal.of(0.1)` is one tenth. */
  static of(value: string | number | bigint): Decimal {
    return new Decimal(String(value))
  }

  /**
   * What Terraform takes a double for: an integer for all its digits, any other for its shortest text, so
   * that the double 0.1 and the text 0.1 are one number. go-cty: `rawNumberEqual` in cty/primitive_type.go.
   */
  static ofDouble(value: number): Decimal {
    if (!Number.isFinite(value)) throw new RangeError(`not a finite number: ${value}`)
    return Decimal.of(Number.isInteger(value) ? BigInt(value) : value)
  }

  equals(other: Decimal): boolean {
    return this.text === other.text
  }

  /** Null where there is a fraction, or the number is so large that only its exponent is written. */
  toBigInt(): bigint | null {
    return /^-?\d+$/.test(this.text) ? BigInt(this.text) : null
  }

  /** The nearest double. */
  toNumber(): number {
    return Number(this.text)
  }

  toString(): string {
    return this.text
  }
}
