import type { Unknown } from '@rolecall/shared/model/unknown.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { Decimal } from './decimal.js'
import { ValueError } from './value-error.js'

/** What an array or a map starts with; its items follow as tokens of their own. */
export type Header = { readonly kind: 'array' | 'map'; readonly length: number }

export type Token = null | Unknown | boolean | string | Decimal | Uint8Array | Header

export const isHeader = (token: Token, kind: Header['kind']): token is Header =>
  typeof token === 'object' && token !== null && 'kind' in token && token.kind === kind

/**
 * Reads msgpack one token at a time, so that the decoder, which knows the type, decides what to make
 * of each. Integers of any size stay exact, and no key is special: what a library that builds
 * JavaScript objects cannot promise. https://github.com/msgpack/msgpack/blob/master/spec.md
 */
export class MsgpackReader {
  private readonly bytes: Buffer
  private offset = 0

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get atEnd(): boolean {
    return this.offset === this.bytes.length
  }

  read(): Token {
    const code = this.bytes.readUInt8(this.pass(1))
    if (code < 0x80) return Decimal.of(code)
    if (code < 0x90) return { kind: 'map', length: code - 0x80 }
    if (code < 0xa0) return { kind: 'array', length: code - 0x90 }
    if (code < 0xc0) return this.string(code - 0xa0)
    if (code >= 0xe0) return Decimal.of(code - 0x100)
    return this.marked(code)
  }

  private marked(code: number): Token {
    switch (code) {
      case 0xc0:
        return null
      case 0xc2:
      case 0xc3:
        return code === 0xc3
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return this.take(this.uint(1 << (code - 0xc4)))
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.extension(this.uint(1 << (code - 0xc7)))
      case 0xca:
        return this.float(this.take(4).readFloatBE())
      case 0xcb:
        return this.float(this.take(8).readDoubleBE())
      case 0xcc:
      case 0xcd:
      case 0xce:
        return Decimal.of(this.uint(1 << (code - 0xcc)))
      case 0xcf:
        return Decimal.of(this.take(8).readBigUInt64BE())
      case 0xd0:
      case 0xd1:
      case 0xd2: {
        const size = 1 << (code - 0xd0)
        return Decimal.of(this.take(size).readIntBE(0, size))
      }
      case 0xd3:
        return Decimal.of(this.take(8).readBigInt64BE())
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.extension(1 << (code - 0xd4))
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.string(this.uint(1 << (code - 0xd9)))
      case 0xdc:
      case 0xdd:
        return { kind: 'array', length: this.uint(2 << (code - 0xdc)) }
      case 0xde:
      case 0xdf:
        return { kind: 'map', length: this.uint(2 << (code - 0xde)) }
      default:
        throw new ValueError([], `not msgpack: code 0x${code.toString(16)}`)
    }
  }

  /**
   * Every extension is an unknown: code 0 a plain one, code 12 one of which Terraform knows more, like
   * a prefix. What it knows may be dropped: it compares plans without it.
   */
  private extension(length: number): Unknown {
    this.take(1 + length)
    return unknown
  }

  private float(value: number): Decimal {
    if (!Number.isFinite(value)) throw new ValueError([], `not a finite number: ${value}`)
    return Decimal.ofDouble(value)
  }

  private string(length: number): string {
    const start = this.pass(length)
    return this.bytes.toString('utf8', start, this.offset)
  }

  private uint(size: number): number {
    return this.bytes.readUIntBE(this.pass(size), size)
  }

  private take(length: number): Buffer {
    const start = this.pass(length)
    return this.bytes.subarray(start, this.offset)
  }

  /** Where the next `length` bytes start. Nothing is made for them: most tokens are one byte. */
  private pass(length: number): number {
    const start = this.offset
    if (start + length > this.bytes.length) throw new ValueError([], 'msgpack ends too early')
    this.offset = start + length
    return start
  }
}
