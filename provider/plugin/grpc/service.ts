/** `ended` resolves when the client cancels the call, is gone, or has its answer. */
export type GrpcCall = { ended(): Promise<void> }

/** One request message, one reply. Messages are bytes here: what they mean is known to the service. */
export type UnaryMethod = {
  readonly kind: 'unary'
  handle(request: Uint8Array, call: GrpcCall): Uint8Array | Promise<Uint8Array>
  /** The reply is on its way, or the client is gone. */
  replied?(): void
}

/** One request message, any number of replies. */
export type StreamMethod = {
  readonly kind: 'stream'
  handle(request: Uint8Array, call: GrpcCall): AsyncIterable<Uint8Array>
}

export type GrpcMethod = UnaryMethod | StreamMethod

export type GrpcService = {
  /** With its package: `tfplugin6.Provider`. */
  readonly name: string
  readonly methods: { readonly [name: string]: GrpcMethod }
}

/** The methods by the path a client calls. */
export const methodsByPath = (services: readonly GrpcService[]): ReadonlyMap<string, GrpcMethod> =>
  new Map(
    services.flatMap(({ name, methods }) =>
      Object.entries(methods).map(([method, value]) => [`/${name}/${method}`, value] as const),
    ),
  )
