/** Passes requests on to a service and counts them by method. */

import { once } from 'node:events'
import { Agent, createServer, request } from 'node:http'
import { portOf } from './port-of.mjs'

export const countRequests = async (upstream) => {
  const { hostname, port } = new URL(upstream)
  // A connection that is kept may close just when the next request goes out, and a create is not sent again.
  const agent = new Agent({ keepAlive: false })
  let counts = {}
  const server = createServer((message, response) => {
    const { method, url: path, headers } = message
    counts[method] = (counts[method] ?? 0) + 1
    const passed = request({ hostname, port, method, path, headers, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    })
    passed.on('error', () => response.destroy())
    message.pipe(passed)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${portOf(server)}`,
    /** Since the last look: `10,000 POST, 101 GET`. */
    said: () => {
      const text = Object.entries(counts)
        .map(([method, count]) => `${count.toLocaleString('en')} ${method}`)
        .join(', ')
      counts = {}
      return text || 'none'
    },
    close: () => {
      server.closeAllConnections()
      server.close()
      agent.destroy()
    },
  }
}
