import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { SandboxError } from '../options.js'
import { codeOf, sayError } from './error.js'

/** Loopback only: the tokens are real enough to be kept off the network. */
const host = '127.0.0.1'

const lastPort = 65_535

const sayWhy = (error: unknown, port: number): string => {
  if (codeOf(error) === 'EADDRINUSE') return `port ${port} on ${host} is in use; choose another with --port`
  if (codeOf(error) === 'EACCES') {
    return `port ${port} needs more rights than this user has; choose one above 1023 with --port`
  }
  return `port ${port} on ${host} cannot be opened: ${sayError(error)}`
}

/** The port it got. Port 0 lets the system choose. */
const listen = async (service: FastifyInstance, port: number): Promise<number> => {
  await service.listen({ host, port })
  const address: AddressInfo | string | null = service.server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

export type Listening = { readonly service: FastifyInstance; readonly origin: string; readonly port: number }

/**
 * Opens a service on `port`, or on the next free one after it where `search` allows that. A service
 * that failed to open cannot be used again, so each attempt makes its own.
 */
export const open = async (make: () => FastifyInstance, port: number, search: boolean): Promise<Listening> => {
  for (let candidate = port; candidate <= lastPort; candidate += 1) {
    const service = make()
    try {
      const actual = await listen(service, candidate)
      return { service, port: actual, origin: `http://${host}:${actual}` }
    } catch (error) {
      await service.close()
      if (codeOf(error) !== 'EADDRINUSE' || !search) throw new SandboxError(sayWhy(error, candidate), { cause: error })
    }
  }
  throw new SandboxError(`no port after ${port - 1} is free on ${host}; choose a lower one with --port`)
}
