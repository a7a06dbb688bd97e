/** TypeScript's own language service, as editors that know nothing of ours start it. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { root } from './project.js'

type Response = { readonly request_seq: number; readonly type: string; readonly body?: unknown }

type Completions = { readonly entries: readonly { readonly name: string }[] }

const isCompletions = (body: unknown): body is Completions =>
  typeof body === 'object' && body !== null && 'entries' in body && Array.isArray(body.entries)

/** The messages that are whole, and what is left. */
const messagesIn = (bytes: Buffer): { readonly messages: readonly Response[]; readonly rest: Buffer } => {
  const messages: Response[] = []
  let rest = bytes
  for (;;) {
    const head = /Content-Length: (\d+)\r\n\r\n/.exec(rest.toString('latin1'))
    if (!head) return { messages, rest }
    const start = head.index + head[0].length
    const end = start + Number(head[1])
    if (rest.length < end) return { messages, rest }
    messages.push(JSON.parse(rest.subarray(start, end).toString()) as Response)
    rest = rest.subarray(end)
  }
}

/** Ends with the test. `offered` tells the names that are offered where a text has `|`. */
export const startTsserver = (file: string) => {
  const server = spawn(
    process.execPath,
    [
      join(root, 'node_modules/typescript/lib/tsserver.js'),
      '--disableAutomaticTypingAcquisition',
      '--suppressDiagnosticEvents',
    ],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  )
  onTestFinished(() => void server.kill())
  const waiting = new Map<number, (body: unknown) => void>()
  let bytes: Buffer = Buffer.alloc(0)
  server.stdout.on('data', (chunk: Buffer) => {
    const { messages, rest } = messagesIn(Buffer.concat([bytes, chunk]))
    bytes = rest
    for (const { type, request_seq: seq, body } of messages) if (type === 'response') waiting.get(seq)?.(body)
  })
  let seq = 0
  const request = (command: string, args: unknown): Promise<unknown> => {
    seq += 1
    server.stdin.write(`${JSON.stringify({ seq, type: 'request', command, arguments: args })}\n`)
    return new Promise((resolve) => waiting.set(seq, resolve))
  }
  return {
    offered: async (text: string): Promise<readonly string[]> => {
      const before = text.slice(0, text.indexOf('|')).split('\n')
      await request('updateOpen', { openFiles: [{ file, fileContent: text.replace('|', '') }] })
      const at = { file, line: before.length, offset: (before.at(-1) ?? '').length + 1 }
      const body = await request('completionInfo', at)
      return isCompletions(body) ? body.entries.map(({ name }) => name) : []
    },
    /** What is underlined, as the messages say it. */
    errors: async (text: string): Promise<readonly string[]> => {
      await request('updateOpen', { openFiles: [{ file, fileContent: text }] })
      const body = (await request('semanticDiagnosticsSync', { file })) as readonly { readonly text: string }[]
      return body.map((one) => one.text)
    },
  }
}
