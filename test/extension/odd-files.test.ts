import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { pullCapabilities, startServer } from './server.js'

const role =
  'astro_role:\n  viewer:\n    name: Viewer\n    scope_type: DEPLOYMENT\n    permissions: [deployment.gett]\n'

test.each(['.rolecall/config.yaml', '.rolecall/catalog.astro.json', 'main.tf', '.gitignore'])(
  'a pipe in place of %s is not waited for',
  async (name) => {
    const server = await startServer({ capabilities: pullCapabilities })
    try {
      mkdirSync(dirname(join(server.folder, name)), { recursive: true })
      expect(spawnSync('mkfifo', [join(server.folder, name)]).status).toBe(0)
      const file = await server.open('a.roles.yaml', role)
      expect((await server.pull(file)).map(({ code }) => code)).toEqual(['RC001'])
      if (!name.startsWith('.rolecall/')) return
      const odd = await server.open(name, '', 'plaintext')
      expect((await server.pull(odd)).map(({ message }) => message)).toEqual([expect.stringContaining('regular file')])
    } finally {
      await server.stop()
    }
  },
)
