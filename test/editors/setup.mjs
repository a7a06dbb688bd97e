/** Once before all suites: the editors, the built extension, its package. */
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepare } from './prepare.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

const npm = (...args) => {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', ...args], { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`npm run ${args.join(' ')} failed:\n${stdout}\n${stderr}`)
}

export const setup = ({ provide }) => {
  npm('build', '--workspace', 'extension')
  npm('package', '--workspace', 'extension')
  provide('programs', prepare())
  provide('extension', join(root, 'extension'))
}
