/** A real VS Code: code-server with our packaged extension, driven in headless Chromium. */
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))

const settings = {
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'chat.disableAIFeatures': true,
  'update.mode': 'none',
  'files.autoSave': 'off',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.commandCenter': false,
  'editor.minimap.enabled': false,
}

// A window that is gone does not come back, and its extensions need not wait for it.
const options = ['--disable-workspace-trust', '--disable-getting-started-override', '--reconnection-grace-time', '1']

const serverConfig = 'auth: none\ncert: false\ndisable-telemetry: true\ndisable-update-check: true\n'

export const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' ? address?.port : undefined
      server.close(() => resolve(port))
    })
  })

const waitFor = async (url, milliseconds) => {
  const end = Date.now() + milliseconds
  while (Date.now() < end) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`nothing answers at ${url}`)
}

/** Starts VS Code on a copy of `workspace`. `extensions` are .vsix files. */
export const startVsCode = async ({ node, codeServer }, { extensions }) => {
  const root = mkdtempSync(join(tmpdir(), 'rolecall-vscode-'))
  const folder = join(root, 'workspace')
  cpSync(join(here, 'workspace'), folder, { recursive: true })
  mkdirSync(join(root, 'data/User'), { recursive: true })
  writeFileSync(join(root, 'data/User/settings.json'), JSON.stringify(settings))
  const port = await freePort()
  writeFileSync(join(root, 'config.yaml'), `bind-addr: 127.0.0.1:${port}\n${serverConfig}`)
  const base = [
    codeServer,
    '--config',
    join(root, 'config.yaml'),
    '--user-data-dir',
    join(root, 'data'),
    '--extensions-dir',
    join(root, 'extensions'),
  ]
  const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` }
  for (const extension of extensions) {
    const installed = spawnSync(node, [...base, '--install-extension', extension, '--force'], { env, encoding: 'utf8' })
    if (installed.status !== 0)
      throw new Error(`the extension cannot be installed: ${installed.stdout}${installed.stderr}`)
  }
  const child = spawn(node, [...base, ...options, folder], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const origin = `http://127.0.0.1:${port}`
  await waitFor(`${origin}/healthz`, 30_000)
  return {
    root,
    folder,
    /** The address of a file, at a one-based line and column. */
    address: (file, line = 1, column = 1) => {
      const path = `vscode-remote://127.0.0.1:${port}${join(folder, file)}:${line}:${column}`
      const payload = JSON.stringify([
        ['openFile', path],
        ['gotoLineMode', 'true'],
      ])
      return `${origin}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(payload)}`
    },
    close: () => {
      try {
        process.kill(-(child.pid ?? 0), 'SIGKILL')
      } catch {
        // It has ended already.
      }
      rmSync(root, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
