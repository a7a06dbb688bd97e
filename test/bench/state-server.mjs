/**
 * Keeps a Terraform state in memory, over the protocol of the `http` backend. A state in a file is written whole after
 * each resource, so an apply of many takes the square of their number, whoever the provider is; to a backend
 * Terraform sends it every 20 seconds. https://developer.hashicorp.com/terraform/language/backend/http
 */

import { once } from 'node:events'
import { createServer } from 'node:http'
import { portOf } from './port-of.mjs'

export const keepState = async () => {
  let state = null
  const server = createServer(async (request, response) => {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    if (request.method === 'POST') state = Buffer.concat(chunks)
    response.writeHead(request.method === 'GET' && state === null ? 404 : 200)
    response.end(request.method === 'GET' ? state : null)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${portOf(server)}/state`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
