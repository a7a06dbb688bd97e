import type { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire'
import { WireType } from '@bufbuild/protobuf/wire'

/** One field of a message: how it is read and written. As in proto3, what is written may be left out. */
export interface Field<T> {
  readonly number: number
  /** What a message without the field has. */
  initial(): T
  /** Nothing for the initial value. */
  write(writer: BinaryWriter, value: T): void
  /** `before` is what the field held so far. */
  read(reader: BinaryReader, wireType: WireType, before: T): T
}

/** What a codec can be nested as. */
export interface Codec<T> {
  write(writer: BinaryWriter, value: Partial<T>): void
  read(reader: BinaryReader, length: number): T
}

export class WireError extends Error {}

const expectType = (number: number, wireType: WireType, wanted: WireType): void => {
  if (wireType !== wanted) throw new WireError(`field ${number} has wire type ${wireType}, not ${wanted}`)
}

const delimited = (number: number, wireType: WireType): void => expectType(number, wireType, WireType.LengthDelimited)

export const text = (number: number): Field<string> => ({
  number,
  initial: () => '',
  write: (writer, value) => {
    if (value !== '') writer.tag(number, WireType.LengthDelimited).string(value)
  },
  read: (reader, wireType) => {
    delimited(number, wireType)
    return reader.string()
  },
})

export const bytes = (number: number): Field<Uint8Array> => ({
  number,
  initial: () => new Uint8Array(),
  write: (writer, value) => {
    if (value.length > 0) writer.tag(number, WireType.LengthDelimited).bytes(value)
  },
  read: (reader, wireType) => {
    delimited(number, wireType)
    return reader.bytes()
  },
})

export const flag = (number: number): Field<boolean> => ({
  number,
  initial: () => false,
  write: (writer, value) => {
    if (value) writer.tag(number, WireType.Varint).bool(value)
  },
  read: (reader, wireType) => {
    expectType(number, wireType, WireType.Varint)
    return reader.bool()
  },
})

const readInteger = (number: number, reader: BinaryReader, wireType: WireType): number => {
  expectType(number, wireType, WireType.Varint)
  return Number(reader.int64())
}

/** An int64 that is small enough for a number, or an enum. */
export const integer = (number: number): Field<number> => ({
  number,
  initial: () => 0,
  write: (writer, value) => {
    if (value !== 0) writer.tag(number, WireType.Varint).int64(value)
  },
  read: (reader, wireType) => readInteger(number, reader, wireType),
})

/** `optional int64`, or an int64 of a oneof: zero is written too. */
export const optionalInteger = (number: number): Field<number | undefined> => ({
  number,
  initial: () => undefined,
  write: (writer, value) => {
    if (value !== undefined) writer.tag(number, WireType.Varint).int64(value)
  },
  read: (reader, wireType) => readInteger(number, reader, wireType),
})

/** A string of a oneof: the empty one is written too. */
export const optionalText = (number: number): Field<string | undefined> => ({
  number,
  initial: () => undefined,
  write: (writer, value) => {
    if (value !== undefined) writer.tag(number, WireType.LengthDelimited).string(value)
  },
  read: (reader, wireType) => {
    delimited(number, wireType)
    return reader.string()
  },
})

const writeNested = <T>(writer: BinaryWriter, number: number, codec: Codec<T>, value: Partial<T>): void => {
  writer.tag(number, WireType.LengthDelimited).fork()
  codec.write(writer, value)
  writer.join()
}

const readNested = <T>(reader: BinaryReader, wireType: WireType, number: number, codec: Codec<T>): T => {
  delimited(number, wireType)
  return codec.read(reader, reader.uint32())
}

/** `codec` is a function, since messages may hold each other. */
export const nested = <T>(number: number, codec: () => Codec<T>): Field<Partial<T> | undefined> => ({
  number,
  initial: () => undefined,
  write: (writer, value) => {
    if (value !== undefined) writeNested(writer, number, codec(), value)
  },
  read: (reader, wireType) => readNested(reader, wireType, number, codec()),
})

export const repeated = <T>(number: number, codec: () => Codec<T>): Field<readonly Partial<T>[]> => ({
  number,
  initial: () => [],
  write: (writer, values) => {
    for (const value of values) writeNested(writer, number, codec(), value)
  },
  read: (reader, wireType, before) => {
    // The list is this message's own until it is read: a copy for each of its items would take quadratic time.
    ;(before as Partial<T>[]).push(readNested(reader, wireType, number, codec()))
    return before
  },
})
