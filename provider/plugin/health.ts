import type { GrpcService } from './grpc/service.js'
import { grpcStatus, StatusError } from './grpc/status.js'

/** `HealthCheckRequest { service: "" | "plugin" }`, the two names that go-plugin registers. */
const known = [Buffer.of(), Buffer.from('\x0a\x06plugin')]

/** `HealthCheckResponse { status: SERVING }`. */
const serving = Buffer.of(0x08, 0x01)

/** grpc.health.v1, which go-plugin's Ping asks. Two fixed messages, so no codec is needed for them. */
export const health: GrpcService = {
  name: 'grpc.health.v1.Health',
  methods: {
    Check: {
      kind: 'unary',
      handle: (request) => {
        if (known.some((name) => name.equals(request))) return serving
        throw new StatusError(grpcStatus.notFound, 'unknown service')
      },
    },
  },
}
