import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import type { Codec, Field } from './field.js'
import { nested, text, WireError } from './field.js'

type Fields = { readonly [name: string]: Field<unknown> }

type Fielded<F extends Fields> = { readonly [name in keyof F]: F[name] extends Field<infer T> ? T : never }

/** What a message holds once read: every field, at its initial value where it was left out. */
export type MessageOf<M> = M extends Codec<infer T> ? T : never

/** A message type of the wire, with nothing that has to be built or parsed at start. */
export interface Message<T> extends Codec<T> {
  encode(value: Partial<T>): Uint8Array
  decode(data: Uint8Array): T
}

/**
 * A message from its fields. The table is the whole description, so that the wire's facts are read in
 * one place and start-up pays for a few closures only. Fields that are not in it are skipped.
 */
export const message = <F extends Fields>(fields: F): Message<Fielded<F>> => {
  const entries = Object.entries(fields)
  const byNumber = new Map(entries.map(([name, field]) => [field.number, [name, field] as const]))

  const write = (writer: BinaryWriter, value: Partial<Fielded<F>>): void => {
    for (const [name, field] of entries) {
      const part = value[name]
      if (part !== undefined) field.write(writer, part)
    }
  }

  const read = (reader: BinaryReader, length: number): Fielded<F> => {
    const values = Object.fromEntries(entries.map(([name, field]) => [name, field.initial()]))
    const end = reader.pos + length
    while (reader.pos < end) {
      const [number, wireType] = reader.tag()
      const known = byNumber.get(number)
      if (!known) {
        reader.skip(wireType, number)
        continue
      }
      const [name, field] = known
      values[name] = field.read(reader, wireType, values[name])
    }
    if (reader.pos !== end) throw new WireError('a field is longer than its message')
    return values as Fielded<F>
  }

  return {
    write,
    read,
    encode: (value) => {
      const writer = new BinaryWriter()
      write(writer, value)
      return writer.finish()
    },
    decode: (data) => {
      const reader = new BinaryReader(data)
      return read(reader, reader.len)
    },
  }
}

/** `map<string, T>`, which the wire knows as repeated pairs. */
export const mapOf = <T>(number: number, codec: () => Codec<T>): Field<ReadonlyMap<string, Partial<T>>> => {
  const entry = message({ key: text(1), value: nested(2, codec) })
  return {
    number,
    initial: () => new Map(),
    write: (writer, values) => {
      for (const [key, value] of values) {
        writer.tag(number, WireType.LengthDelimited).fork()
        entry.write(writer, { key, value })
        writer.join()
      }
    },
    read: (reader, _wireType, before) => {
      const { key, value } = entry.read(reader, reader.uint32())
      // As with lists, no copy for each entry.
      ;(before as Map<string, Partial<T>>).set(key, value ?? {})
      return before
    },
  }
}
