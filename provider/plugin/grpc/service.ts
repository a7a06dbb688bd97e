/** `signal` aborts when the client cancels the call or is gone. */
export type Call = { readonly signal: AbortSignal }

/** One request message, one reply. Messages are bytes here: what they mean is known to the service. */
export type UnaryMethod = {
  readonly kind: 'unary'
  handle(request: Uint8Array, call: Call): Uint8Array | Promise<Uint8Array>
  /** The reply is on its way, or the client is gone. */
  replied?(): void
}

/** One request message, any number of replies. */
export type StreamMethod = {
  readonly kind: 'stream'
  handle(request: Uint8Array, call: Call): AsyncIterable<Uint8Array>
}

export type Method = UnaryMethod | StreamMethod

export type Service = {
  /** With its package: `tfplugin6.Provider`. */
  readonly name: string
  readonly methods: { readonly [name: string]: Method }
}

/** The methods by the path a client calls. */
export const methodsByPath = (services: readonly Service[]): ReadonlyMap<string, Method> =>
  new Map(
    services.flatMap(({ name, methods }) =>
      Object.entries(methods).map(([method, value]) => [`/${name}/${method}`, value] as const),
    ),
  )
