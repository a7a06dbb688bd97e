/**
 * The signature of a program for macOS, which starts none on arm64 without one: the directory of hashes, one a page.
 * https://github.com/apple-oss-distributions/xnu/blob/main/osfmk/kern/cs_blobs.h
 */
import { createHash } from 'node:crypto'

const magics = { program: 0xfeedfacf, signature: 0xfade0cc0, directory: 0xfade0c02 }
const headerLength = 32
const signatureCommand = 0x1d
const adHoc = 2
const sha256 = 2

/** Where the signature is, by the load commands. */
const signatureOffset = (bytes: Buffer): number => {
  if (bytes.readUInt32LE(0) !== magics.program) throw new Error('This is no program for macOS.')
  let at = headerLength
  for (let left = bytes.readUInt32LE(16); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) === signatureCommand) return bytes.readUInt32LE(at + 8)
    at += bytes.readUInt32LE(at + 4)
  }
  throw new Error('This program has no signature.')
}

/** The directory of hashes is one of the blobs of a signature; numbers in it are big-endian. */
const directoryOf = (signature: Buffer): Buffer => {
  if (signature.readUInt32BE(0) !== magics.signature) throw new Error('This is no signature.')
  const offsets = Array.from({ length: signature.readUInt32BE(8) }, (_, index) =>
    signature.readUInt32BE(16 + 8 * index),
  )
  const offset = offsets.find((each) => signature.readUInt32BE(each) === magics.directory)
  if (offset === undefined) throw new Error('This signature has no hashes.')
  return signature.subarray(offset)
}

export type Signature = {
  readonly isAdHoc: boolean
  /** All that stands before the signature is hashed. */
  readonly isWhole: boolean
  /** Pages, counted from 0, whose hash is another. */
  readonly broken: readonly number[]
}

export const readSignature = (bytes: Buffer): Signature => {
  const signedLength = signatureOffset(bytes)
  const directory = directoryOf(bytes.subarray(signedLength))
  if (directory.readUInt8(37) !== sha256) throw new Error('These hashes are of another kind.')
  const pageLength = 2 ** directory.readUInt8(39)
  const count = directory.readUInt32BE(28)
  const hashLength = directory.readUInt8(36)
  const holds = (page: number): boolean => {
    const content = bytes.subarray(page * pageLength, Math.min((page + 1) * pageLength, signedLength))
    const at = directory.readUInt32BE(16) + page * hashLength
    return createHash('sha256')
      .update(content)
      .digest()
      .equals(directory.subarray(at, at + hashLength))
  }
  return {
    isAdHoc: (directory.readUInt32BE(12) & adHoc) !== 0,
    isWhole: directory.readUInt32BE(32) === signedLength && count === Math.ceil(signedLength / pageLength),
    broken: Array.from({ length: count }, (_, page) => page).filter((page) => !holds(page)),
  }
}
