import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attributePath, diagnostic, dynamicValue } from '../../../provider/rpc/messages/common.js'
import {
  bytes,
  flag,
  integer,
  nested,
  optionalInteger,
  optionalText,
  repeated,
  text,
} from '../../../provider/rpc/wire/field.js'
import { mapOf, message } from '../../../provider/rpc/wire/message.js'

const leaf = message({
  text: text(1),
  bytes: bytes(2),
  flag: flag(3),
  integer: integer(4),
  maybe: optionalText(5),
  count: optionalInteger(19),
})
const tree = message({ leaf: nested(1, () => leaf), leaves: repeated(2, () => leaf), named: mapOf(300, () => leaf) })

const leaves = fc.record({
  text: fc.string({ unit: 'grapheme' }),
  bytes: fc.uint8Array(),
  flag: fc.boolean(),
  integer: fc.maxSafeInteger(),
  maybe: fc.option(fc.string(), { nil: undefined }),
  count: fc.option(fc.maxSafeInteger(), { nil: undefined }),
})
const trees = fc.record({
  leaf: fc.option(leaves, { nil: undefined }),
  leaves: fc.array(leaves, { maxLength: 4 }),
  named: fc.array(fc.tuple(fc.string(), leaves), { maxLength: 4 }).map((entries) => new Map(entries)),
})

const hex = (data: Uint8Array): string => Buffer.from(data).toString('hex')

describe('a message', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(trees, (value) => {
        expect(tree.decode(tree.encode(value))).toEqual(value)
      }),
    )
  })

  test('of very many parts is read in time that grows with them', { timeout: 60_000 }, () => {
    const one = { text: 'x', bytes: new Uint8Array(), flag: false, integer: 0 }
    const many = Array.from({ length: 200_000 }, (_, index) => [String(index), one] as const)
    const read = tree.decode(tree.encode({ leaves: many.map(() => one), named: new Map(many) }))
    expect([read.leaves.length, read.named.size]).toEqual([many.length, many.length])
  })

  test('has initial values for what was left out', () => {
    expect(tree.decode(Buffer.of())).toEqual({ leaf: undefined, leaves: [], named: new Map() })
    expect(leaf.decode(Buffer.of())).toEqual({
      text: '',
      bytes: new Uint8Array(),
      flag: false,
      integer: 0,
      maybe: undefined,
      count: undefined,
    })
    expect(leaf.encode({ text: '', bytes: new Uint8Array(), flag: false, integer: 0 })).toHaveLength(0)
  })

  test('skips the fields of a newer protocol, of every wire type', () => {
    const known = leaf.encode({ text: 'kept' })
    // 20: varint, 21: 64 bit, 22: bytes, 23: 32 bit.
    const unknown = Buffer.from('a0018101a9010102030405060708b20103616263bd0101020304', 'hex')
    expect(leaf.decode(Buffer.concat([unknown, known, unknown])).text).toBe('kept')
  })

  test('takes the last of a field that stands twice', () => {
    expect(leaf.decode(Buffer.concat([leaf.encode({ text: 'a' }), leaf.encode({ text: 'b' })])).text).toBe('b')
  })

  test('never reads beyond its end, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (data) => {
        try {
          tree.decode(data)
        } catch (error) {
          expect(error).toBeInstanceOf(Error)
        }
      }),
    )
    const whole = tree.encode({ leaf: { text: 'abcdef' } })
    expect(() => tree.decode(whole.subarray(0, -1))).toThrow()
    // An inner message of two bytes whose field says that it has five.
    expect(() => tree.decode(Buffer.from('0a020a05616263646500', 'hex'))).toThrow('longer than its message')
  })

  test('refuses a field of another wire type', () => {
    expect(() => leaf.decode(Buffer.of(0x08, 1))).toThrow('field 1 has wire type 0')
  })

  test('replaces half a character, which is no UTF-8', () => {
    expect(leaf.decode(leaf.encode({ text: 'a\ud800b' })).text).toBe('a\ufffdb')
  })
})

describe('the bytes of tfplugin6', () => {
  test('of a diagnostic with a path', () => {
    const encoded = diagnostic.encode({
      severity: 1,
      summary: 's',
      attribute: { steps: [{ attributeName: 'a' }, { elementKeyInt: 0 }, { elementKeyString: '' }] },
    })
    expect(hex(encoded)).toBe('0801' + '120173' + '220d' + '0a030a0161' + '0a021800' + '0a021200')
  })

  test('of a step that counts from zero, and is no step without a number', () => {
    expect(attributePath.decode(Buffer.from('0a021800', 'hex'))).toEqual({
      steps: [{ attributeName: undefined, elementKeyString: undefined, elementKeyInt: 0 }],
    })
  })

  test('of a null value', () => {
    expect(hex(dynamicValue.encode({ msgpack: Buffer.of(0xc0) }))).toBe('0a01c0')
  })
})
