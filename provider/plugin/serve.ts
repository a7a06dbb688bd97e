import { writeSync } from 'node:fs'
import type { ServerHttp2Session } from 'node:http2'
import type { Server } from 'node:net'
import { createServer } from 'node:net'
import { createServerIdentity } from './certificate.js'
import { controller } from './controller.js'
import { crash, reportCrashes } from './crash.js'
import type { GrpcService } from './grpc/service.js'
import { methodsByPath } from './grpc/service.js'
import { handshakeLine, readHandshake } from './handshake.js'
import { health } from './health.js'
import type { Address } from './listen.js'
import { listen } from './listen.js'
import type { Log } from './log.js'
import { createLog } from './log.js'
import type { OrphanGuard } from './orphan-guard.js'
import { createOrphanGuard } from './orphan-guard.js'
import type { Tls } from './server.js'
import { handleSignals } from './signals.js'
import { stdio } from './stdio.js'

/** In milliseconds: how long a client may take to close its connections after Shutdown was answered. */
const longestFarewell = 250

export type Plugin = {
  /** The provider's name, as log lines carry it. */
  readonly name: string
  /** The service that is loaded when the first call asks for it, with its package: `tfplugin6.Provider`. */
  readonly service: string
  readonly load: (log: Log) => Promise<GrpcService>
  /** Methods of the service that are answered without loading it. */
  readonly light?: GrpcService['methods']
}

const stdout = 1
const stderr = 2

/** Before the handshake terraform shows what comes on stdout; whoever starts a plugin by hand sees stderr. */
const refuse = (target: typeof stdout | typeof stderr, problem: string): never => {
  writeSync(target, `${problem}\n`)
  process.exit(1)
}

const listenOrRefuse = async (server: Server): Promise<Address> => {
  try {
    return await listen(server, process.env)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return refuse(stdout, `The provider cannot make a socket (${reason}). Is TMPDIR a directory that can be written?`)
  }
}

/** Closes what is open and exits when all of it is closed, or the time for that is over. */
const exitAfter = (sessions: ReadonlySet<ServerHttp2Session>): void => {
  const exit = (): void => process.exit(0)
  setTimeout(exit, longestFarewell)
  let open = sessions.size
  for (const session of sessions) session.close(() => --open === 0 && exit())
  if (open === 0) exit()
}

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | null = null
  return () => (made ??= make())
}

type Wanted = {
  readonly tls: Tls | null
  readonly log: Log
  readonly guard: OrphanGuard
  readonly plugin: Plugin
}

const createPluginServer = async ({ tls, log, guard, plugin }: Wanted): Promise<Server> => {
  const { createGrpcServer } = await import('./server.js')
  let closed = (): void => undefined
  const closing = new Promise<void>((resolve) => (closed = resolve))
  const sessions = new Set<ServerHttp2Session>()
  const shutDown = (): void => {
    closed()
    exitAfter(sessions)
  }
  const { service, load, light = {} } = plugin
  const own = methodsByPath([controller(shutDown), stdio(closing), health, { name: service, methods: light }])
  const rest = once(async () => methodsByPath([await load(log).catch(crash)]))
  return createGrpcServer({
    tls,
    log,
    // go-plugin also asks for services that a plugin need not have.
    find: async (path) => own.get(path) ?? (path.startsWith(`/${service}/`) ? (await rest()).get(path) : undefined),
    onSession: (session) => {
      sessions.add(session)
      session.once('close', () => sessions.delete(session))
      guard.watch(session)
    },
  })
}

/**
 * Runs this process as a Terraform plugin until it is told to end. The order matters: listen, print the
 * handshake line, then load TLS and HTTP/2, while Terraform connects, and what answers a call when one comes.
 */
export const serve = async (plugin: Plugin): Promise<void> => {
  reportCrashes()
  const handshake = readHandshake(process.env)
  if ('problem' in handshake) return refuse(handshake.target === 'person' ? stderr : stdout, handshake.problem)

  const { clientCertificate } = handshake
  const tls = clientCertificate ? { clientCertificate, identity: createServerIdentity() } : null
  const log = createLog(plugin.name, process.env)
  const guard = createOrphanGuard(() => process.exit(0))
  const grpc = once(() => createPluginServer({ tls, log, guard, plugin }))
  const server = createServer(async (socket) => {
    // The client may be gone before there is a server to notice.
    socket.on('error', () => undefined)
    const accepting = await grpc()
    accepting.emit('connection', socket)
  })

  handleSignals(guard, (code) => process.exit(code))
  const address = await listenOrRefuse(server)
  process.once('exit', address.release)
  writeSync(stdout, handshakeLine(address, tls && tls.identity.der))
  await grpc()
}
