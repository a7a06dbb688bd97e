import { createPrivateKey, X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { createServerIdentity } from '../../../provider/plugin/certificate.js'
import { handshakeLine } from '../../../provider/plugin/handshake.js'

const address = { network: 'unix', text: '/tmp/socket', release: () => undefined } as const

test('is a self-signed P-256 certificate for localhost that holds now', () => {
  const { key, certificate, der } = createServerIdentity()
  const parsed = new X509Certificate(certificate)
  expect(parsed.raw.equals(der)).toBe(true)
  expect(parsed.subjectAltName).toBe('DNS:localhost')
  expect(parsed.checkHost('localhost')).toBe('localhost')
  expect(parsed.verify(parsed.publicKey)).toBe(true)
  expect(parsed.checkPrivateKey(createPrivateKey(key))).toBe(true)
  expect(parsed.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' })
  expect(Date.parse(parsed.validFrom)).toBeLessThan(Date.now())
  expect(Date.parse(parsed.validTo)).toBeGreaterThan(Date.now())
  expect(parsed.serialNumber).toMatch(/^[0-7][0-9A-F]{31}$/)
})

test('is new each time', () => {
  expect(createServerIdentity().der.equals(createServerIdentity().der)).toBe(false)
})

test('keeps its dates beyond 2049, where DER changes their form', () => {
  const { validFrom, validTo } = new X509Certificate(createServerIdentity(new Date('2049-12-31T12:00:00Z')).certificate)
  expect([new Date(validFrom), new Date(validTo)]).toEqual([
    new Date('2049-12-30T12:00:00Z'),
    new Date('2050-12-31T12:00:00Z'),
  ])
})

test('is encoded without padding whatever its length', () => {
  // Signatures vary in length, and with them the rest of a division by three: seen often enough, all three occur.
  const rests = new Set<number>()
  for (let count = 0; rests.size < 3 && count < 1000; count++) {
    const { der } = createServerIdentity()
    rests.add(der.length % 3)
    const field = handshakeLine(address, der).trimEnd().split('|')[5] ?? ''
    expect(field).not.toContain('=')
    expect(Buffer.from(field, 'base64').equals(der)).toBe(true)
  }
  expect(rests.size).toBe(3)
})
