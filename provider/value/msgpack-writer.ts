const utf8Size = (text: string): number => Buffer.byteLength(text, 'utf8')

/** Writes msgpack, each item in its shortest form. */
export class MsgpackWriter {
  private bytes = Buffer.allocUnsafe(512)
  private length = 0

  finish(): Uint8Array {
    return this.bytes.subarray(0, this.length)
  }

  nil(): void {
    this.code(0xc0)
  }

  /** Extension 0 of one byte 0, which every Terraform reads. */
  unknown(): void {
    this.code(0xd4)
    this.code(0)
    this.code(0)
  }

  boolean(value: boolean): void {
    this.code(value ? 0xc3 : 0xc2)
  }

  /** From -2^63 to 2^63 - 1. */
  integer(value: bigint): void {
    const small = Number(value)
    if (small >= -0x20 && small < 0x80) return this.code(small & 0xff)
    if (small >= 0 && small <= 0xffffffff) return this.sized(small, [0xcc, 0xcd, 0xce])
    this.code(0xd3)
    const at = this.room(8)
    this.bytes.writeBigInt64BE(value, at)
  }

  string(text: string): void {
    const size = utf8Size(text)
    if (size < 0x20) this.code(0xa0 + size)
    else this.sized(size, [0xd9, 0xda, 0xdb])
    const at = this.room(size)
    this.bytes.write(text, at, size, 'utf8')
  }

  binary(text: string): void {
    const size = utf8Size(text)
    this.sized(size, [0xc4, 0xc5, 0xc6])
    this.text(text, size)
  }

  array(length: number): void {
    if (length < 0x10) this.code(0x90 + length)
    else this.sized(length, [null, 0xdc, 0xdd])
  }

  map(length: number): void {
    if (length < 0x10) this.code(0x80 + length)
    else this.sized(length, [null, 0xde, 0xdf])
  }

  private text(text: string, size: number): void {
    const at = this.room(size)
    this.bytes.write(text, at, size, 'utf8')
  }

  /** A code and a number behind it, in the first of 1, 2 and 4 bytes that has a code and holds it. */
  private sized(value: number, [one, two, four]: readonly [number | null, number, number]): void {
    const [code, size] = one !== null && value <= 0xff ? [one, 1] : value <= 0xffff ? [two, 2] : [four, 4]
    this.code(code)
    const at = this.room(size)
    this.bytes.writeUIntBE(value, at, size)
  }

  private code(code: number): void {
    const at = this.room(1)
    this.bytes[at] = code
  }

  /** Where `size` bytes may go. Replaces `bytes` when they are full, so ask before touching it. */
  private room(size: number): number {
    const at = this.length
    this.length += size
    if (this.length > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.length, this.bytes.length * 2))
      this.bytes.copy(larger, 0, 0, at)
      this.bytes = larger
    }
    return at
  }
}
