import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const script = fileURLToPath(new URL('../../../provider/build/ensure-installed.mjs', import.meta.url))

const local = (name: string) => ({ name, version: '1.0.0' })

/** A checkout like ours in small, whose packages lie beside it so that no registry is needed. */
const createCheckout = (optional: Readonly<Record<string, object>> = {}): string => {
  const root = mkdtempSync(join(tmpdir(), 'rolecall-install-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const write = (path: string, content: object): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), JSON.stringify(content))
  }
  write('local/needed/package.json', local('needed'))
  write('local/tested/package.json', local('tested'))
  // Packed: of a link npm's lock does not say which machines it is for.
  const packages = Object.entries(optional).map(([name, machine]) => {
    write(`local/${name}/package.json`, { ...local(name), ...machine })
    return `./local/${name}`
  })
  if (packages.length > 0) spawnSync('npm', ['pack', ...packages], { cwd: root })
  write('package.json', {
    name: 'root',
    private: true,
    workspaces: ['shared', 'provider', 'extension'],
    devDependencies: { tested: 'file:local/tested' },
    optionalDependencies: Object.fromEntries(Object.keys(optional).map((name) => [name, `file:${name}-1.0.0.tgz`])),
  })
  write('shared/package.json', local('shared-part'))
  write('extension/package.json', local('extension-part'))
  write('provider/package.json', {
    ...local('provider-part'),
    devDependencies: { needed: 'file:../local/needed', 'shared-part': '1.0.0' },
  })
  cpSync(script, join(root, 'provider/build/ensure-installed.mjs'))
  spawnSync('npm', ['install', '--package-lock-only', '--no-audit', '--no-fund', '--offline'], { cwd: root })
  return root
}

const ensure = (root: string, scope: string, env: NodeJS.ProcessEnv = {}) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'provider/build/ensure-installed.mjs'), scope],
    {
      cwd: tmpdir(),
      env: { ...process.env, npm_config_offline: 'true', ...env },
      encoding: 'utf8',
    },
  )
  return { status, output: stdout + stderr }
}

test('start installs what start needs, all adds the rest, and then there is nothing to do', () => {
  const root = createCheckout()
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const isThere = (name: string): boolean => existsSync(join(root, 'node_modules', name, 'package.json'))

  expect(ensure(root, 'start')).toEqual({ status: 0, output: 'Installing 2 packages …\n' })
  expect([isThere('needed'), isThere('shared-part'), isThere('tested')]).toEqual([true, true, false])
  expect(ensure(root, 'start')).toEqual({ status: 0, output: '' })

  expect(ensure(root, 'all')).toEqual({ status: 0, output: 'Installing 1 package …\n' })
  expect([isThere('needed'), isThere('tested')]).toEqual([true, true])
  expect(ensure(root, 'all')).toEqual({ status: 0, output: '' })
  expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).toBe(lock)
})

test('what was taken away is put back', () => {
  const root = createCheckout()
  ensure(root, 'all')
  rmSync(join(root, 'node_modules/needed'), { recursive: true })

  expect(ensure(root, 'start')).toEqual({ status: 0, output: 'Installing 1 package …\n' })
  expect(existsSync(join(root, 'node_modules/needed/package.json'))).toBe(true)
})

test('what is optional is installed for the machine it is meant for, and for no other', () => {
  const root = createCheckout({
    here: { os: [process.platform], cpu: [process.arch] },
    elsewhere: { os: [process.platform === 'win32' ? 'linux' : 'win32'] },
  })

  expect(ensure(root, 'all')).toEqual({ status: 0, output: 'Installing 4 packages …\n' })
  expect(['here', 'elsewhere'].map((name) => existsSync(join(root, 'node_modules', name)))).toEqual([true, false])
  expect(ensure(root, 'all')).toEqual({ status: 0, output: '' })
})

test('a missing npm is said in one line', () => {
  const root = createCheckout()

  expect(ensure(root, 'all', { PATH: '/nowhere', npm_execpath: '' })).toEqual({
    status: 1,
    output: expect.stringMatching(/rolecall: npm is not on PATH: install it \(it comes with node\)\n$/),
  })
})
