import type { GrpcService } from './grpc/service.js'

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
export const stdio = (closing: Promise<void>): GrpcService => ({
  name: 'plugin.GRPCStdio',
  methods: { StreamStdio: { kind: 'stream', handle: (_request, { ended }) => silence(ended(), closing) } },
})
