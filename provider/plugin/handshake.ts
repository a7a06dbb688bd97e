import { X509Certificate } from 'node:crypto'
import type { Environment } from './environment.js'
import type { Address } from './listen.js'

/** What terraform and tofu set, so that a plugin knows it was not started by hand. Not a secret. */
const cookieName = 'TF_PLUGIN_MAGIC_COOKIE'
const cookieValue = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2'

/** The versions of go-plugin's own protocol and of Terraform's that are spoken here. */
const coreVersion = '1'
const protocolVersion = '6'

/** What the starting process asks for; `clientCertificate` is null where it asked for no TLS. */
export type Handshake = { readonly clientCertificate: string | null }

/** Why there is nobody to shake hands with, and who is to be told. */
export type Refusal = { readonly problem: string; readonly target: 'person' | 'terraform' }

const isCertificate = (pem: string): boolean => {
  try {
    return new X509Certificate(pem).raw.length > 0
  } catch {
    return false
  }
}

/** Reads the environment that a plugin is started with. */
export const readHandshake = (environment: Environment): Handshake | Refusal => {
  const {
    [cookieName]: cookie,
    PLUGIN_PROTOCOL_VERSIONS: versions,
    PLUGIN_CLIENT_CERT: clientCertificate,
  } = environment
  if (cookie !== cookieValue)
    return {
      target: 'person',
      problem: 'This is a Terraform provider: terraform or tofu starts it when a configuration needs it.',
    }
  // A set, in no certain order. Clients from before the negotiation send none.
  if (versions && !versions.split(',').includes(protocolVersion))
    return {
      target: 'terraform',
      problem: `The provider speaks plugin protocol ${protocolVersion}, and was asked for ${versions}: use Terraform 1.0 or newer, or OpenTofu.`,
    }
  if (!clientCertificate) return { clientCertificate: null }
  if (!isCertificate(clientCertificate))
    return { target: 'terraform', problem: 'PLUGIN_CLIENT_CERT holds no certificate.' }
  return { clientCertificate }
}

/**
 * The one line a plugin prints. The certificate is base64 without padding, which the client's
 * decoder refuses. Six fields and never a seventh: go-plugin before 1.6 would take it for a part
 * of the certificate.
 */
export const handshakeLine = ({ network, text }: Address, certificate: Buffer | null): string => {
  const encoded = certificate ? certificate.toString('base64').replaceAll('=', '') : ''
  return `${[coreVersion, protocolVersion, network, text, 'grpc', encoded].join('|')}\n`
}
