import { BlockList, isIP } from 'node:net'
import { isLoopback } from './base-url.js'

export type Variables = { readonly [name: string]: string | undefined }

/** The first of the variables that is set. */
const first = (variables: Variables, ...names: readonly string[]): { readonly name: string; readonly value: string } =>
  names.map((name) => ({ name, value: variables[name] ?? '' })).find(({ value }) => value !== '') ?? {
    name: names[0] ?? '',
    value: '',
  }

const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

const address = (hostname: string): string => hostname.replace(/^\[|\]$/g, '')

/** `host`, `host:port`, `[v6]:port`; a bare IPv6 address has no port. */
const splitPort = (entry: string): { readonly host: string; readonly port: string } => {
  if (isIP(entry) === 6) return { host: entry, port: '' }
  const match = /^(.*?)(?::(\d+))?$/.exec(entry)
  return { host: address(match?.[1] ?? entry), port: match?.[2] ?? '' }
}

const isInSubnet = (host: string, entry: string): boolean => {
  const [network = '', bits = ''] = entry.split('/')
  const family = isIP(network)
  const prefix = /^\d{1,3}$/.test(bits) ? Number(bits) : Infinity
  if (family === 0 || family !== isIP(host) || prefix > (family === 4 ? 32 : 128)) return false
  const type = family === 4 ? 'ipv4' : 'ipv6'
  const subnet = new BlockList()
  subnet.addSubnet(network, prefix, type)
  return subnet.check(host, type)
}

/** A name stands for itself and all below it; with `.` or `*.` before it, only for those below. */
const isInDomain = (host: string, entry: string): boolean => {
  const domain = entry.replace(/^\*\./, '.')
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`)
}

const excludes = (entry: string, host: string, port: string): boolean => {
  if (entry === '*') return true
  if (entry.includes('/')) return isInSubnet(host, entry)
  const only = splitPort(entry)
  if (only.host === '' || (only.port !== '' && only.port !== port)) return false
  return isIP(only.host) ? only.host === host : isInDomain(host, only.host)
}

const readProxy = (text: string): URL | null => {
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  return URL.canParse(whole) ? new URL(whole) : null
}

export type ProxyChoice =
  | { readonly proxy: null }
  /** With the name of the variable that it comes from. */
  | { readonly proxy: URL; readonly variable: string }
  | { readonly problem: string }

/**
 * The proxy for a URL by HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in the way of Go's programs, which
 * people set them for: upper case first, never for this machine, NO_PROXY with domains, addresses,
 * subnets and ports. https://pkg.go.dev/golang.org/x/net/http/httpproxy
 */
export const proxyFor = (url: URL, variables: Variables): ProxyChoice => {
  const upper = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY'
  const { name, value: text } = first(variables, upper, upper.toLowerCase())
  if (text === '' || isLoopback(url.hostname)) return { proxy: null }

  const host = address(url.hostname.toLowerCase())
  const port = url.port === '' ? (defaultPorts[url.protocol] ?? '') : url.port
  const entries = first(variables, 'NO_PROXY', 'no_proxy').value.toLowerCase().split(',')
  if (entries.map((entry) => entry.trim()).some((entry) => entry !== '' && excludes(entry, host, port))) {
    return { proxy: null }
  }
  const proxy = readProxy(text)
  if (!proxy) return { problem: `the variable ${name} does not hold a URL` }
  if (!['http:', 'https:'].includes(proxy.protocol)) {
    const scheme = proxy.protocol.slice(0, -1)
    return { problem: `the variable ${name} names a ${scheme} proxy; only http and https proxies can be used` }
  }
  return { proxy, variable: name }
}

/** A proxy for texts: of its URL there is only what may be shown. */
export type ShownProxy = {
  readonly host: string
  /** Where it is set. */
  readonly variable: string
  readonly hasCredential: boolean
}

export const shownProxy = ({ host, username }: URL, variable: string): ShownProxy => ({
  host,
  variable,
  hasCredential: username !== '',
})

/** What a proxy means by 407, and where to answer it. */
export const sayProxyCredential = (proxy: ShownProxy | null): string => {
  if (proxy === null) return 'a proxy on the way wants credentials; set HTTPS_PROXY to http://USER:PASSWORD@PROXY'
  const { host, variable, hasCredential } = proxy
  return hasCredential
    ? `the proxy ${host} does not accept the user and password in ${variable}`
    : `the proxy ${host} wants credentials; set ${variable} to http://USER:PASSWORD@${host}`
}
