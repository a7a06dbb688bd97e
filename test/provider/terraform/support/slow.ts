import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** Something in front of a service that passes each POST on at once, and its answer only after a while. */
export type Slow = { readonly origin: string; close(): Promise<void> }

export const startSlow = async (origin: string, milliseconds: number): Promise<Slow> => {
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming
    const passed = request(`${origin}${url}`, { method, headers }, async (answer) => {
      if (method === 'POST') await sleep(milliseconds)
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    passed.on('error', () => outgoing.destroy())
    incoming.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
