/** What can go wrong with a request, one kind a line. */
import { gzipSync } from 'node:zlib'
import type { Json } from './bodies.js'
import { errorBody, firstPage, neverLast, repeated, withMore, withoutLists, withoutOptional } from './bodies.js'
import type { Answer, Fault, Reply, Work } from './fault.js'

const json = { 'content-type': 'application/json; charset=utf-8' }
const html = { 'content-type': 'text/html' }

const answer = (status: number, body: string | Buffer, headers: Answer['headers'] = json): Answer => ({
  status,
  headers,
  body: Buffer.from(body),
})

/** Says nothing of the work: the caller cannot know whether it was done. */
const fault = (name: string, work: Work, reply: Fault['reply'], more: Partial<Fault> = {}): Fault => ({
  name,
  on: 'any',
  work,
  hides: work !== 'none',
  lies: false,
  reply,
  ...more,
})

const always = (name: string, work: Work, reply: Reply, more: Partial<Fault> = {}): Fault =>
  fault(name, work, () => reply, more)

const refusal = (name: string, status: number, headers: Answer['headers'] = {}): Fault =>
  always(name, 'none', answer(status, errorBody(status, `fault ${status}`), { ...json, ...headers }))

const page = (name: string, status: number, text: string): Fault => always(name, 'none', answer(status, text, html))

/** Before the platform's work and after it. */
const both = (name: string, reply: Reply, more: Partial<Fault> = {}): readonly Fault[] => [
  always(`${name}-before`, 'none', reply, more),
  always(`${name}-after`, 'done', reply, more),
]

/** An answer of success without its content, truly and falsely. */
const hollow = (name: string, status: number, body: string): readonly Fault[] => [
  always(`${name}-done`, 'done', answer(status, body)),
  always(`${name}-undone`, 'none', answer(status, body), { lies: true }),
]

const read = ({ body }: Answer): Json => {
  const text = body.toString()
  return text === '' ? undefined : JSON.parse(text)
}

const rewritten = (truth: Answer, change: (body: Json) => Json): Answer => {
  const body = read(truth)
  return body === undefined ? truth : { ...truth, body: Buffer.from(JSON.stringify(change(body))) }
}

/** The truth, said in another way; `hides` where it need not be understood. */
const altered = (name: string, change: (truth: Answer, index: number) => Reply, more: Partial<Fault> = {}): Fault =>
  fault(name, 'done', (truth, { index }) => change(truth ?? answer(500, ''), index), { hides: false, ...more })

const redirect = (status: number): Fault =>
  refusal(`${status}`, status, { location: 'http://stranger.invalid/v1/roles' })

const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300

export const faults: readonly Fault[] = [
  ...both('reset', { gone: 'reset' }),
  ...both('close', { gone: 'close' }),
  ...both('timeout', { gone: 'silence' }),
  always('late', 'late', { gone: 'silence' }, { on: 'write' }),
  always('cut-chunked', 'done', {
    ...answer(200, '{"id":"half', { ...json, 'transfer-encoding': 'chunked' }),
    manner: 'cut',
  }),
  always('not-http', 'done', { raw: 'SSH-2.0-OpenSSH_9.2p1\r\n' }),

  refusal('408', 408),
  refusal('429', 429),
  refusal('429-after-seconds', 429, { 'retry-after': '2' }),
  refusal('429-after-date', 429, { 'retry-after': new Date(Date.now() + 3_000).toUTCString() }),
  refusal('429-reset', 429, { 'x-ratelimit-reset': '3' }),
  refusal('429-tomorrow', 429, { 'retry-after': '86400' }),
  ...both('500', answer(500, errorBody(500, 'fault 500'))),
  ...both('502', answer(502, '<html>Bad gateway</html>', html)),
  refusal('503', 503),
  refusal('503-after-seconds', 503, { 'retry-after': '1' }),
  ...both('504', answer(504, '<html>Gateway timeout</html>', html)),

  ...[400, 401, 403, 404, 405, 409, 422].map((status) => refusal(`${status}`, status)),
  page('404-html', 404, '<html>Not found</html>'),
  page('403-html', 403, '<html>Blocked by the firewall</html>'),
  page('407', 407, '<html>Proxy authentication required</html>'),
  ...[301, 302, 307, 308].map(redirect),
  refusal('302-javascript', 302, { location: 'javascript:alert(1)' }),
  page('portal', 200, '<html>Sign in to the network</html>'),

  ...both('bad-json', answer(200, '{"half":')),
  ...hollow('empty', 200, ''),
  ...hollow('null', 200, 'null'),
  ...hollow('braces', 200, '{}'),
  ...hollow('204', 204, ''),
  always('other-shape', 'done', answer(200, '{"surprise":true}')),

  fault('twice', 'twice', (second) => second ?? answer(500, ''), { on: 'write' }),
  fault(
    'other-role',
    'done',
    async (truth, { asked, other }) => (asked.what === 'delete' ? (truth ?? other()) : other()),
    { on: 'role' },
  ),
  altered(
    'gzip',
    (truth) => ({ ...truth, headers: { ...truth.headers, 'content-encoding': 'gzip' }, body: gzipSync(truth.body) }),
    { hides: true },
  ),
  altered('wrong-type', (truth) => ({ ...truth, headers: { ...truth.headers, 'content-type': 'text/plain' } }), {
    hides: true,
  }),
  altered('bom', (truth) => ({ ...truth, body: Buffer.concat([Buffer.from('\ufeff'), truth.body]) })),
  altered('slow', (truth) => ({ ...truth, manner: 'slow' })),
  altered('more-fields', (truth) => rewritten(truth, withMore)),
  altered('fewer-fields', (truth) => rewritten(truth, withoutOptional)),
  altered('null-lists', (truth) => (isSuccess(truth) ? rewritten(truth, withoutLists) : truth), { hides: true }),
  altered('repeated-items', (truth) => rewritten(truth, repeated), { on: 'list' }),
  altered('endless-pages', (truth, index) => rewritten(truth, (body) => neverLast(body, index)), {
    on: 'list',
    url: firstPage,
  }),
  fault('stale-list', 'done', (truth, { first }) => first ?? truth ?? answer(500, ''), { on: 'list' }),
]
