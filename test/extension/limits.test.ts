/** That a stop at a limit is said, in every editor. */
import { afterEach, expect, test } from 'vitest'
import type { LanguageServer } from './server.js'
import { startServer } from './server.js'

let server: LanguageServer

afterEach(() => server.stop())

test('more role files than are compared are said in the log', async () => {
  const files = Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`r${at}/a.roles.yaml`, 'version: 1\n']))
  server = await startServer({ files })
  await server.open('r0/a.roles.yaml', 'version: 1\n')
  await expect
    .poll(() => server.logged)
    .toEqual(['Only the first 2000 role files of the workspace are compared with each other.'])
})
