/** The statuses that are answered here. https://github.com/grpc/grpc/blob/master/doc/statuscodes.md */
export const grpcStatus = {
  ok: 0,
  invalidArgument: 3,
  notFound: 5,
  resourceExhausted: 8,
  unimplemented: 12,
  internal: 13,
} as const

export type StatusCode = (typeof grpcStatus)[keyof typeof grpcStatus]

/** Ends a call with a status. Any other exception ends it as internal. */
export class StatusError extends Error {
  constructor(
    readonly code: StatusCode,
    message: string,
  ) {
    super(message)
  }
}

/** `grpc-message`: printable ASCII without `%` as it is, the bytes of everything else percent-encoded. */
const percentEncode = (text: string): string =>
  text.replaceAll(/[^\x20-\x24\x26-\x7e]+/g, (part) =>
    Array.from(Buffer.from(part), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  )

/** The trailers that end a call. */
export const trailers = (code: StatusCode, message = ''): Record<string, string> => ({
  'grpc-status': String(code),
  ...(message && { 'grpc-message': percentEncode(message) }),
})
