import { describe, expect, test } from 'vitest'
import { createServerIdentity } from '../../../provider/plugin/certificate.js'
import { handshakeLine, readHandshake } from '../../../provider/plugin/handshake.js'
import { cookie } from './process.js'

describe('readHandshake', () => {
  test.each(['5,6', '6,5', '6', undefined])('takes part where the versions are %s', (versions) => {
    const environment = { TF_PLUGIN_MAGIC_COOKIE: cookie, PLUGIN_PROTOCOL_VERSIONS: versions }
    expect(readHandshake(environment)).toEqual({ clientCertificate: null })
  })

  test('refuses versions without a 6, also where one has the digit', () => {
    const environment = { TF_PLUGIN_MAGIC_COOKIE: cookie, PLUGIN_PROTOCOL_VERSIONS: '5,16' }
    expect(readHandshake(environment)).toMatchObject({ target: 'terraform' })
  })

  test('keeps the client certificate as it came', () => {
    const { certificate } = createServerIdentity()
    expect(readHandshake({ TF_PLUGIN_MAGIC_COOKIE: cookie, PLUGIN_CLIENT_CERT: certificate })).toEqual({
      clientCertificate: certificate,
    })
  })

  test('without the cookie talks to a person', () => {
    expect(readHandshake({})).toMatchObject({ target: 'person' })
    expect(readHandshake({ TF_PLUGIN_MAGIC_COOKIE: 'x' })).toMatchObject({ target: 'person' })
  })
})

test('the line leaves the sixth field empty without TLS', () => {
  expect(handshakeLine({ network: 'tcp', text: '127.0.0.1:10000', release: () => undefined }, null)).toBe(
    '1|6|tcp|127.0.0.1:10000|grpc|\n',
  )
})
