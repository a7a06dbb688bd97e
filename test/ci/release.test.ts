/** Publishing, as far as it goes without an account: to a registry on loopback. */
import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const checkout = mkdtempSync(join(tmpdir(), 'rolecall-release-'))
const version = '1.2.3'

/** Method and path of what was asked. */
const asked: string[] = []
const registry = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`)
  request.resume().on('end', () => response.writeHead(request.method === 'PUT' ? 201 : 404).end('{}'))
})

const git = (...args: readonly string[]): void => {
  const author = ['-c', 'user.name=x', '-c', 'user.email=x@example.com']
  execFileSync('git', [...author, ...args], { cwd: checkout })
}

/** A package of nothing. npm names the archive after it, without the @ of a scope. */
const writeArchive = (name: string): void => {
  const folder = mkdtempSync(join(checkout, 'dist', 'package-'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version }))
  execFileSync('npm', ['pack', '--silent', '--pack-destination', join(checkout, 'dist')], { cwd: folder })
  rmSync(folder, { recursive: true })
}

const release = (part: string) => {
  const url = `//127.0.0.1:${(registry.address() as AddressInfo).port}/`
  writeFileSync(join(checkout, 'dist/npmrc'), `registry=http:${url}\n${url}:_authToken=x\n`)
  const env = {
    ...process.env,
    ROLECALL_VERSION: version,
    GITHUB_ACTIONS: undefined,
    NPM_CONFIG_USERCONFIG: join(checkout, 'dist/npmrc'),
  }
  return promisify(execFile)('.ci/release', [part], { cwd: checkout, env })
}

beforeAll(async () => {
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve))
  cpSync(join(root, '.ci'), join(checkout, '.ci'), { recursive: true })
  writeFileSync(join(checkout, 'package.json'), JSON.stringify({ version: '1.2.0' }))
  writeFileSync(join(checkout, '.gitignore'), 'dist\n')
  mkdirSync(join(checkout, 'dist'))
  writeArchive('@rolecall/provider')
  writeArchive('rolecall-language-server')
  git('init', '--quiet')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'x')
})
afterAll(() => {
  registry.close()
  rmSync(checkout, { recursive: true })
})

test('nothing is published from a commit without the tag of its version', async () => {
  await expect(release('npm')).rejects.toMatchObject({ stderr: expect.stringContaining(`git tag v${version}`) })
  expect(asked).toEqual([])
})

test('both packages go to npm by hand', async () => {
  git('tag', `v${version}`)
  await release('npm')
  expect(asked.filter((each) => each.startsWith('PUT '))).toEqual([
    'PUT /@rolecall%2fprovider',
    'PUT /rolecall-language-server',
  ])
})
