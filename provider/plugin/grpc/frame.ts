import type { Readable } from 'node:stream'
import { grpcStatus, StatusError } from './status.js'

/** Compressed flag, then the length as four bytes. */
const headerLength = 5

/** What terraform-plugin-go allows. */
const largestMessage = 256 * 1024 * 1024

/** A message in its frame, never compressed. */
export const frame = (message: Uint8Array): Buffer => {
  const framed = Buffer.allocUnsafe(headerLength + message.length)
  framed[0] = 0
  framed.writeUInt32BE(message.length, 1)
  framed.set(message, headerLength)
  return framed
}

/** Reads as much as has arrived. `length` is known from the first five bytes on. */
const createFrameBuffer = (limit: number) => {
  const chunks: Buffer[] = []
  let received = 0
  let length: number | null = null

  const readHeader = (): void => {
    const start = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)
    if (!start) return
    if (start[0] !== 0) throw new StatusError(grpcStatus.unimplemented, 'compressed messages are not supported')
    length = start.readUInt32BE(1)
    if (length > limit)
      throw new StatusError(grpcStatus.resourceExhausted, `a message of ${length} bytes is over the limit of ${limit}`)
  }

  return {
    push: (chunk: Buffer): void => {
      chunks.push(chunk)
      received += chunk.length
      if (length === null && received >= headerLength) readHeader()
      if (length !== null && received > headerLength + length)
        throw new StatusError(grpcStatus.internal, 'more than one request message')
    },
    message: (): Buffer => {
      if (length === null || received < headerLength + length)
        throw new StatusError(grpcStatus.internal, 'the request ends before its message')
      return Buffer.concat(chunks).subarray(headerLength)
    },
  }
}

/** The one message of a unary or server-streaming request. Fails with a StatusError. */
export const readMessage = (stream: Readable, limit = largestMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const buffer = createFrameBuffer(limit)
    let ended = false
    stream.on('data', (chunk: Buffer) => {
      try {
        buffer.push(chunk)
      } catch (error) {
        stream.removeAllListeners('data')
        // What else the client sends is read and dropped, so that it gets to see the answer.
        stream.resume()
        reject(error)
      }
    })
    stream.once('end', () => {
      ended = true
      try {
        resolve(buffer.message())
      } catch (error) {
        reject(error)
      }
    })
    stream.once('close', () => {
      // Every stream closes, and an error costs the trace of its stack.
      if (!ended) reject(new StatusError(grpcStatus.internal, 'the request was cancelled'))
    })
  })
