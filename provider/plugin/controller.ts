import type { GrpcService } from './grpc/service.js'

const empty = new Uint8Array()

/**
 * go-plugin's way to end a plugin. The reply goes first: without one the client waits two seconds
 * and kills, at each of the four starts of an apply.
 */
export const controller = (shutDown: () => void): GrpcService => ({
  name: 'plugin.GRPCController',
  methods: { Shutdown: { kind: 'unary', handle: () => empty, replied: shutDown } },
})
