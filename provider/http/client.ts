import type { HttpEnvironment } from './environment.js'
import type { HttpClient } from './sender.js'
import type { Service } from './service.js'

export type { HttpClient } from './sender.js'

const loadSender = () => import('./sender.js')

/** Loads what a first request takes, so that it is there when one comes. What fails here fails there again, and is told. */
export const prepareRequests = (): void =>
  void loadSender()
    .then(({ prepareTransport }) => prepareTransport())
    .catch(() => undefined)

/** A client for one service. What sends is loaded, and connections are opened, with the first request. */
export const createClient = (service: Service, environment: HttpEnvironment): HttpClient => {
  let sender: Promise<HttpClient> | null = null
  return {
    send: async (call, read, options) => {
      sender ??= loadSender().then(({ createSender }) => createSender(service, environment))
      return (await sender).send(call, read, options)
    },
  }
}
