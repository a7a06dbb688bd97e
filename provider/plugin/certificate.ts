import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import {
  bitString,
  explicit,
  implicit,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  time,
  utf8String,
} from './der.js'

const day = 24 * 60 * 60 * 1000

const ecdsaWithSha256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'))
const localhost = sequence(set(sequence(objectIdentifier('2.5.4.3'), utf8String('localhost'))))
/** Terraform's client asks for the name localhost, and looks for it here only. */
const subjectAltName = sequence(
  objectIdentifier('2.5.29.17'),
  octetString(sequence(implicit(2, Buffer.from('localhost')))),
)

/** First byte 01 to 7f: positive, and never shortened. */
const serialNumber = (): Buffer => {
  const bytes = randomBytes(16)
  bytes[0] = (bytes[0] ?? 0) & 0x7f || 1
  return bytes
}

/** A server's key and certificate, as PEM for node's TLS and the certificate's DER for the handshake line. */
export type ServerIdentity = { readonly key: string; readonly certificate: string; readonly der: Buffer }

const pem = (der: Buffer): string => {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

/**
 * A self-signed P-256 certificate for localhost, made anew for each process and never written to
 * disk. By hand, because node cannot make certificates and the libraries for it cost more time than
 * everything else up to the handshake.
 */
export const createServerIdentity = (now = new Date()): ServerIdentity => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const toBeSigned = sequence(
    explicit(0, integer(Buffer.of(2))),
    integer(serialNumber()),
    ecdsaWithSha256,
    localhost,
    // A day back, for clocks that are set while we run.
    sequence(time(new Date(now.getTime() - day)), time(new Date(now.getTime() + 365 * day))),
    localhost,
    publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(subjectAltName)),
  )
  const der = sequence(toBeSigned, ecdsaWithSha256, bitString(sign('sha256', toBeSigned, privateKey)))
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), certificate: pem(der), der }
}
