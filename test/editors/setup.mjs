/** Once before all suites: the editors, and the extension and the language server as they are published. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildVersion } from '../../.ci/version.mjs'
import { prepare } from './prepare.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const packages = join(root, 'test/output/packages')

/** The version is given, so that a shallow clone can be tested too. */
const npm = (...args) => {
  const env = { ...process.env, ROLECALL_VERSION: buildVersion() }
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: root, env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${stdout}\n${stderr}`)
}

const packed = (ending) => join(packages, readdirSync(packages).find((name) => name.endsWith(ending)) ?? '')

/** As a user would, but away from the checkout's own packages. */
const installServer = (archive) => {
  const folder = join(root, 'test/output/language-server')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  npm('install', '--prefix', folder, '--offline', '--no-audit', '--no-fund', archive)
  return join(folder, 'node_modules/rolecall-language-server/bin/rolecall-language-server.js')
}

export const setup = ({ provide }) => {
  npm('run', '--silent', 'build', '--workspace', 'extension')
  const only = ['extension', 'language-server'].flatMap((name) => ['--only', name])
  npm('run', '--silent', 'package', '--', '--no-build', ...only, '--out', packages)
  provide('programs', prepare())
  provide('extension', join(root, 'extension'))
  provide('vsix', packed('.vsix'))
  provide('server', installServer(packed('.tgz')))
}
