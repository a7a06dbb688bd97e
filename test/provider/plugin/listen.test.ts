import { mkdtempSync, rmSync, statSync } from 'node:fs'
import type { Server } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { listen, listenOnPort } from '../../../provider/plugin/listen.js'

const servers: Server[] = []
const open = (): Server => {
  const server = createServer()
  servers.push(server)
  return server
}
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

describe('a port', () => {
  test('is the first free one of the range', async () => {
    const environment = { PLUGIN_MIN_PORT: '23450', PLUGIN_MAX_PORT: '23499' }
    const ports = [await listenOnPort(open(), environment), await listenOnPort(open(), environment)].map(
      ({ network, text }) => {
        expect(network).toBe('tcp')
        expect(text).toMatch(/^127\.0\.0\.1:234\d\d$/)
        return Number(text.split(':')[1])
      },
    )
    expect(ports[1]).toBeGreaterThan(ports[0] ?? Infinity)
  })

  test('that is missing is said with the range', async () => {
    const { text } = await listenOnPort(open(), { PLUGIN_MIN_PORT: '23500', PLUGIN_MAX_PORT: '23599' })
    const taken = text.split(':')[1] ?? ''
    await expect(listenOnPort(open(), { PLUGIN_MIN_PORT: taken, PLUGIN_MAX_PORT: taken })).rejects.toThrow(
      `every port from ${taken} to ${taken}`,
    )
  })
})

describe('a socket', () => {
  test('stands in the directory that go-plugin names, and is removed with its own', async () => {
    const base = mkdtempSync(join(tmpdir(), 'rolecall-base-'))
    const address = await listen(open(), { PLUGIN_UNIX_SOCKET_DIR: base })
    expect(dirname(dirname(address.text))).toBe(base)
    address.release()
    expect(() => statSync(address.text)).toThrow('ENOENT')
    rmSync(base, { recursive: true })
  })

  test('keeps to what the kernel allows where the temporary directory has a long name', async () => {
    const base = mkdtempSync(join(tmpdir(), `rolecall-${'x'.repeat(100)}-`))
    const address = await listen(open(), { PLUGIN_UNIX_SOCKET_DIR: base })
    expect(address.text.length).toBeLessThan(104)
    address.release()
    rmSync(base, { recursive: true })
  })
})
