import { execFile, spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createServerIdentity } from '../../../provider/plugin/certificate.js'
import type { Bundle } from './bundle.js'
import { bundleFixture } from './bundle.js'
import { call, connectTo, open } from './client.js'
import { cookie, pluginEnvironment, startPlugin } from './process.js'

let bundle: Bundle
beforeAll(async () => {
  bundle = await bundleFixture('sample')
})
afterAll(() => bundle.remove())

const run = promisify(execFile)
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

describe('handshake', () => {
  test('is one line of six fields, for a socket that only this user reaches', async () => {
    const plugin = await startPlugin(bundle.path)
    expect(plugin.line).toMatch(/^1\|6\|unix\|\/[^|]+\|grpc\|[A-Za-z0-9+/]{50,}\n$/)
    expect(statSync(dirname(plugin.endpoint.text)).mode & 0o777).toBe(0o700)
    expect(await plugin.shutDown()).toEqual({ code: 0, signal: null })
    expect(plugin.output()).toEqual({ stdout: '', stderr: '' })
  })

  test('has no seventh field where a client offers to multiplex', async () => {
    const plugin = await startPlugin(bundle.path, { PLUGIN_MULTIPLEX_GRPC: 'true' })
    expect(plugin.line.trim().split('|')).toHaveLength(6)
    await plugin.shutDown()
  })

  test('serves plain text where terraform disabled TLS', async () => {
    const plugin = await startPlugin(bundle.path, { PLUGIN_CLIENT_CERT: undefined })
    expect(plugin.line).toMatch(/\|grpc\|\n$/)
    const session = await connectTo(plugin.endpoint)
    expect(await call(session, '/sample.Sample/Echo', Buffer.from('x'))).toMatchObject({
      code: 0,
      messages: [Buffer.from('x')],
    })
    session.destroy()
    await plugin.shutDown()
  })

  test('tells a person who starts it, on stderr', async () => {
    const failed = run(process.execPath, [bundle.path], { env: { ...process.env, TF_PLUGIN_MAGIC_COOKIE: '' } })
    await expect(failed).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^This is a Terraform provider: .+\n$/),
    })
  })

  test.each([
    ['another protocol', { PLUGIN_PROTOCOL_VERSIONS: '5' }, /protocol 6, and was asked for 5/],
    ['a certificate that is none', { PLUGIN_CLIENT_CERT: 'nonsense' }, /PLUGIN_CLIENT_CERT holds no certificate/],
    ['a directory for sockets that is missing', { TMPDIR: '/nonexistent' }, /cannot make a socket .+ TMPDIR/],
  ])('tells terraform of %s in one line on stdout', async (_name, more, text) => {
    const failed = run(process.execPath, [bundle.path], { env: pluginEnvironment(createServerIdentity(), more) })
    await expect(failed).rejects.toMatchObject({ code: 1, stdout: expect.stringMatching(text) })
    await expect(failed).rejects.toMatchObject({ stdout: expect.stringMatching(/^[^\n]+\n$/) })
  })
})

describe('mutual TLS', () => {
  test('lets in the client that was announced, and nobody else', async () => {
    const plugin = await startPlugin(bundle.path, { TF_LOG: 'warn' })
    await expect(connectTo(plugin.endpoint, createServerIdentity())).rejects.toThrow()
    await expect(connectTo(plugin.endpoint)).rejects.toThrow()
    await expect(connectTo({ ...plugin.endpoint, certificate: null })).rejects.toThrow()
    const session = await plugin.connect()
    expect(await call(session, '/sample.Sample/Echo', Buffer.from('x'))).toMatchObject({ code: 0 })
    session.destroy()
    await plugin.shutDown()
    const levels = plugin
      .output()
      .stderr.trim()
      .split('\n')
      .map((line) => JSON.parse(line)['@level'])
    expect(levels).toContain('warn')
  })
})

describe('life cycle', () => {
  test('Shutdown is answered, ends open streams and removes the socket', async () => {
    const plugin = await startPlugin(bundle.path)
    const session = await plugin.connect()
    const stdio = call(session, '/plugin.GRPCStdio/StreamStdio')
    expect(await call(session, '/plugin.GRPCController/Shutdown')).toMatchObject({ code: 0, messages: [Buffer.of()] })
    expect(await stdio).toMatchObject({ code: 0, messages: [] })
    expect(await plugin.exited).toEqual({ code: 0, signal: null })
    expect(existsSync(dirname(plugin.endpoint.text))).toBe(false)
  })

  test('a signal is left to terraform while it is connected', async () => {
    const plugin = await startPlugin(bundle.path)
    const session = await plugin.connect()
    const stream = open(session, '/sample.Sample/Wait')
    for (const signal of signals) plugin.kill(signal)
    for (const signal of signals) plugin.kill(signal)
    await sleep(1_500)
    expect(await call(session, '/sample.Sample/Echo')).toMatchObject({ code: 0 })
    stream.destroy()
    expect(await call(session, '/plugin.GRPCController/Shutdown')).toMatchObject({ code: 0 })
    expect(await plugin.exited).toEqual({ code: 0, signal: null })
  })

  test('a client that goes after a signal is not waited for', async () => {
    const plugin = await startPlugin(bundle.path)
    const session = await plugin.connect()
    plugin.kill('SIGTERM')
    expect(await call(session, '/sample.Sample/Echo')).toMatchObject({ code: 0 })
    session.destroy()
    expect(await plugin.exited).toEqual({ code: 0, signal: null })
    expect(existsSync(dirname(plugin.endpoint.text))).toBe(false)
  })

  test.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends it where no client is connected, and removes the socket', async (signal, code) => {
    const plugin = await startPlugin(bundle.path)
    plugin.kill(signal)
    expect(await plugin.exited).toEqual({ code, signal: null })
    expect(existsSync(dirname(plugin.endpoint.text))).toBe(false)
  })

  test('ends when its parent is gone', async () => {
    const environment = pluginEnvironment(createServerIdentity())
    const code = `require('child_process').spawn(process.execPath, [process.argv[1]], { stdio: 'inherit' }); setTimeout(() => 0, 1e6)`
    const parent = spawn(process.execPath, ['-e', code, bundle.path], {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const line = await new Promise<string>((resolve) => parent.stdout.setEncoding('utf8').once('data', resolve))
    const socket = line.split('|')[3] ?? ''
    expect(existsSync(socket)).toBe(true)
    parent.kill('SIGKILL')
    while (existsSync(socket)) await sleep(100)
  })

  test('an exception that nobody caught is a panic on stderr', async () => {
    const plugin = await startPlugin(bundle.path)
    const session = await plugin.connect()
    session.on('error', () => undefined)
    call(session, '/sample.Sample/Crash').catch(() => undefined)
    expect(await plugin.exited).toEqual({ code: 2, signal: null })
    expect(plugin.output().stderr).toMatch(/^panic: Error: out of everything\n {4}at /)
    expect(existsSync(dirname(plugin.endpoint.text))).toBe(false)
  })
})

test('the cookie is the one that terraform and tofu set', () => {
  expect(pluginEnvironment(createServerIdentity())['TF_PLUGIN_MAGIC_COOKIE']).toBe(cookie)
})
