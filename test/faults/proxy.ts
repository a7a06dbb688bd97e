/** Between the provider and the sandbox: passes requests on, or lets a fault befall them. */
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import request from 'undici/lib/api/api-request.js'
import Agent from 'undici/lib/dispatcher/agent.js'
import type { Asked } from './asked.js'
import { asked } from './asked.js'
import type { Answer, Fault, Reply } from './fault.js'

/** Whether the request or its answer goes on, once what is to happen meanwhile has happened. */
export type Hold = (held: {
  readonly index: number
  readonly moment: Moment
  readonly isGone: () => boolean
}) => Promise<boolean>

/** Before the platform has the request, and after it has answered. */
export type Moment = 'before' | 'after'

/** What happens in a case; index counts its requests from 0. */
export type Script = {
  readonly upstream: string
  /** Path of a role that no request of the case is about. */
  readonly other: string
  readonly faultOf?: (request: Asked, index: number) => Fault | null
  readonly hold?: Hold
}

export type Proxy = {
  readonly origin: string
  /** Begins a case: forgets what was asked before. */
  begin(script: Script): void
  requests(): readonly Asked[]
  /** What is still to be done of what was put off. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** Longer than the provider looks for what became of a write, as cases shorten it. */
const lateness = 900

const hopByHop = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host']

const kept = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || hopByHop.includes(name) ? [] : [[name, `${value}`]],
    ),
  )

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const give = async (response: ServerResponse, reply: Reply): Promise<void> => {
  const { socket } = response
  if ('raw' in reply) return void socket?.end(reply.raw)
  if ('gone' in reply) {
    if (reply.gone === 'reset') socket?.resetAndDestroy()
    if (reply.gone === 'close') socket?.destroy()
    return
  }
  response.writeHead(reply.status, reply.headers)
  if (reply.manner === 'cut') {
    response.write(reply.body)
    await sleep(5)
    socket?.destroy()
  } else if (reply.manner === 'slow') {
    for (const byte of reply.body) {
      if (!response.write(Buffer.of(byte))) await once(response, 'drain')
      await new Promise(setImmediate)
    }
    response.end()
  } else response.end(reply.body)
}

export const startProxy = async (): Promise<Proxy> => {
  const agent = new Agent({ keepAliveTimeout: 1_000 })
  let script: Script = { upstream: '', other: '' }
  let seen: Asked[] = []
  let lists = new Map<string, Answer>()
  const late = new Set<Promise<unknown>>()

  const handle = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { upstream, other, faultOf, hold } = script
    const about = asked(message.method ?? 'GET', message.url ?? '/')
    const index = seen.push(about) - 1
    const firsts = lists
    const body = await bodyOf(message)
    const ask = async (method: string, url: string): Promise<Answer> => {
      const sent = method === 'GET' ? null : body
      const reply = await request.call(agent, {
        origin: upstream,
        path: url,
        method: method as 'GET',
        headers: kept(message.headers),
        body: sent,
      })
      return {
        status: reply.statusCode,
        headers: kept(reply.headers),
        body: Buffer.from(await reply.body.arrayBuffer()),
      }
    }
    const fault = faultOf?.(about, index) ?? null
    const url = fault?.url?.(about.url) ?? about.url
    const perform = async (): Promise<Answer | null> => {
      if (!fault || fault.work === 'done') return ask(about.method, url)
      if (fault.work === 'none') return null
      if (fault.work === 'twice') await ask(about.method, url)
      if (fault.work === 'twice') return ask(about.method, url)
      const work = once(response, 'close')
        .then(() => sleep(lateness))
        .then(() => ask(about.method, url))
        .catch(() => undefined)
      late.add(work)
      void work.finally(() => late.delete(work))
      return null
    }
    const isGone = (): boolean => response.destroyed
    if (hold && !(await hold({ index, moment: 'before', isGone }))) return void response.socket?.destroy()
    const truth = await perform()
    if (hold && !(await hold({ index, moment: 'after', isGone }))) return void response.socket?.destroy()
    if (truth && about.what === 'list' && !firsts.has(about.url)) firsts.set(about.url, truth)
    const around = { asked: about, index, first: firsts.get(about.url) ?? null, other: () => ask('GET', other) }
    await give(response, (fault ? await fault.reply(truth, around) : truth) ?? { gone: 'close' })
  }

  // A sandbox that is not there is a connection that breaks.
  const server = createServer(
    (message, response) => void handle(message, response).catch(() => response.socket?.destroy()),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    begin: (next) => {
      script = next
      seen = []
      lists = new Map()
    },
    requests: () => seen,
    settled: async () => {
      await Promise.all(late)
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await agent.close()
    },
  }
}
