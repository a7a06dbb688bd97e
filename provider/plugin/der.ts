/** The few DER types that a certificate consists of. ITU-T X.690. */

const tagged = (tag: number, contents: Uint8Array): Buffer => {
  const { length } = contents
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), contents])
  if (length < 0x100) return Buffer.concat([Buffer.of(tag, 0x81, length), contents])
  return Buffer.concat([Buffer.of(tag, 0x82, length >> 8, length & 0xff), contents])
}

export const sequence = (...parts: readonly Uint8Array[]): Buffer => tagged(0x30, Buffer.concat(parts))

export const set = (...parts: readonly Uint8Array[]): Buffer => tagged(0x31, Buffer.concat(parts))

/** From big-endian bytes of a positive number whose first byte is below 0x80. */
export const integer = (bytes: Uint8Array): Buffer => tagged(0x02, bytes)

export const octetString = (contents: Uint8Array): Buffer => tagged(0x04, contents)

/** Whole bytes, so no bit is unused. */
export const bitString = (contents: Uint8Array): Buffer => tagged(0x03, Buffer.concat([Buffer.of(0), contents]))

export const utf8String = (text: string): Buffer => tagged(0x0c, Buffer.from(text))

/** `[number]` around a whole element. */
export const explicit = (number: number, contents: Uint8Array): Buffer => tagged(0xa0 | number, contents)

/** `[number]` in place of a primitive element's own tag. */
export const implicit = (number: number, contents: Uint8Array): Buffer => tagged(0x80 | number, contents)

const base128 = (value: number): number[] => {
  const bytes = [value & 0x7f]
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift(0x80 | (rest & 0x7f))
  return bytes
}

export const objectIdentifier = (dotted: string): Buffer => {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

/** RFC 5280, 4.1.2.5: two-digit years until 2049, four digits from then on. */
export const time = (date: Date): Buffer => {
  const digits = date.toISOString().replaceAll(/\.\d+|[-:T]/g, '')
  return date.getUTCFullYear() < 2050 ? tagged(0x17, Buffer.from(digits.slice(2))) : tagged(0x18, Buffer.from(digits))
}
