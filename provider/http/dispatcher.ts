import { setFlagsFromString } from 'node:v8'
import type { Dispatcher } from 'undici'
import type { ShownProxy, Variables } from './proxy.js'
import { proxyFor, shownProxy } from './proxy.js'

/** Sends one request and gives its head; the body follows as a stream. Rejects where there is no answer. */
export type Dispatch = (options: Dispatcher.RequestOptions) => Promise<Dispatcher.ResponseData>

export type Way = { readonly dispatch: Dispatch; readonly proxy: ShownProxy | null }

export type Connection = Way | { readonly problem: string }

/** Terraform asks for ten things at a time; `-parallelism` may ask for more. */
const connections = 32

const connectMilliseconds = 15_000

/** Text that is no valid encoding is taken as it is: somebody forgot to encode a percent sign. */
const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The proxy's user and password go into a header; in the URL undici takes them only where both are set. */
const proxyOptions = (proxy: URL): { readonly uri: string; readonly token?: string } => {
  if (proxy.username === '') return { uri: proxy.origin }
  const credential = `${decode(proxy.username)}:${decode(proxy.password)}`
  return { uri: proxy.origin, token: `Basic ${Buffer.from(credential).toString('base64')}` }
}

/**
 * undici's parser is WebAssembly, which V8 compiles a second time in the background, and a process that ends waits for
 * that: some 150 ms, at each of Terraform's starts. The first compilation is fast enough for answers about roles.
 */
const compileOnce = (): void => {
  if (process.versions['bun'] === undefined) setFlagsFromString('--liftoff-only')
}

const loadDirect = async () => {
  compileOnce()
  const [{ default: request }, { default: Agent }] = await Promise.all([
    import('undici/lib/api/api-request.js'),
    import('undici/lib/dispatcher/agent.js'),
  ])
  return { request, Agent }
}

/** Loads what a request takes that goes through no proxy. */
export const prepareTransport = async (): Promise<void> => {
  await loadDirect()
}

/** Opens the way to one host. undici is loaded here, and by nobody else. */
export const connectTo = async (url: URL, variables: Variables): Promise<Connection> => {
  const choice = proxyFor(url, variables)
  if ('problem' in choice) return choice
  const { request, Agent } = await loadDirect()
  const settings = { connections, connectTimeout: connectMilliseconds }
  if (!choice.proxy) {
    const agent = new Agent(settings)
    return { dispatch: (options) => request.call(agent, options), proxy: null }
  }
  const [{ default: ProxyAgent }, { default: Pool }, { default: connect }] = await Promise.all([
    import('undici/lib/dispatcher/proxy-agent.js'),
    import('undici/lib/dispatcher/pool.js'),
    import('undici/lib/api/api-connect.js'),
  ])
  const agent = new ProxyAgent({
    ...settings,
    ...proxyOptions(choice.proxy),
    // Without a tunnel for plain HTTP, as Go does; proxies often allow tunnels to port 443 alone.
    proxyTunnel: false,
    // undici's entry point gives every dispatcher its methods; without it a pool lacks the one that tunnels.
    clientFactory: (origin, options) => Object.assign(new Pool(origin, options), { connect }),
  })
  return { dispatch: (options) => request.call(agent, options), proxy: shownProxy(choice.proxy, choice.variable) }
}
