/** VS Code for the web with the server in a worker. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, inject } from 'vitest'
import { freePort } from './code-server.mjs'
import { output, startBrowser } from './browser.mjs'
import { testWith } from './programs.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const require = createRequire(import.meta.url)

testWith('chromium', 'apt-get install chromium')('the web build', async () => {
  const programs = inject('programs')
  const { runServer } = require(programs.testWeb)
  const port = await freePort()
  const server = await runServer('127.0.0.1', port, {
    extensionDevelopmentPath: inject('extension'),
    extensionTestsPath: join(here, 'web-suite'),
    folderMountPath: join(here, 'workspace'),
    build: { type: 'static', location: programs.vscodeWeb, quality: 'stable', version: '1.91.1' },
    printServerLog: false,
    coi: false,
    esm: false,
  })
  const browser = await startBrowser(programs)
  try {
    const { said, code, page } = await browser.automate(`http://127.0.0.1:${port}`)
    await page.screenshot({ path: join(output, 'web.png') })
    expect(code, said.join('\n')).toBe(0)
  } finally {
    await browser.close()
    server.close()
  }
})
