import type { GrpcService } from './grpc/service.js'

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** Says nothing until one of these happens. */
const silence = (...ends: readonly Promise<void>[]): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]: () => ({
    next: async () => {
      await Promise.race(ends)
      return { done: true, value: undefined }
    },
  }),
})

/** go-plugin's copy of stdout and stderr. Open and silent, as those are: logs go to stderr itself. */
export const stdio = (closing: AbortSignal): GrpcService => {
  // Listened to once: a process that is attached to serves many runs.
  const closed = aborted(closing)
  return {
    name: 'plugin.GRPCStdio',
    methods: { StreamStdio: { kind: 'stream', handle: (_request, { signal }) => silence(aborted(signal), closed) } },
  }
}
