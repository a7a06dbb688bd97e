/** VS Code for the web with the server in a worker. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listFiles, PackageManager } from '@vscode/vsce'
import { expect, inject } from 'vitest'
import { output, startBrowser } from './browser.mjs'
import { freePort } from './code-server.mjs'
import { testWith } from './programs.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const require = createRequire(import.meta.url)

/** What the package holds, and the suite: VS Code for the web only runs one that is inside an extension. */
const unpacked = async (extension) => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-web-'))
  for (const file of await listFiles({ cwd: extension, packageManager: PackageManager.None })) {
    cpSync(join(extension, file), join(folder, file))
  }
  cpSync(join(here, 'web-suite'), join(folder, 'web-suite'), { recursive: true })
  return folder
}

testWith('chromium', 'apt-get install chromium')('the web build', async () => {
  const programs = inject('programs')
  const { runServer } = require(programs.testWeb)
  const port = await freePort()
  const folder = await unpacked(inject('extension'))
  const server = await runServer('127.0.0.1', port, {
    extensionDevelopmentPath: folder,
    extensionTestsPath: join(folder, 'web-suite/index.js'),
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
    rmSync(folder, { recursive: true, force: true })
  }
})
