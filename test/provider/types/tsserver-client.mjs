/** TypeScript's own language service, as editors that know nothing of ours start it. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const tsserver = fileURLToPath(new URL('../../../node_modules/typescript/lib/tsserver.js', import.meta.url))

/** The messages that are whole, and what is left. */
const messagesIn = (bytes) => {
  const messages = []
  let rest = bytes
  for (;;) {
    const head = /Content-Length: (\d+)\r\n\r\n/.exec(rest.toString('latin1'))
    if (!head) return { messages, rest }
    const start = head.index + head[0].length
    const end = start + Number(head[1])
    if (rest.length < end) return { messages, rest }
    messages.push(JSON.parse(rest.subarray(start, end).toString()))
    rest = rest.subarray(end)
  }
}

export const startTsserverProcess = () => {
  const server = spawn(
    process.execPath,
    [tsserver, '--disableAutomaticTypingAcquisition', '--suppressDiagnosticEvents'],
    { stdio: ['pipe', 'pipe', 'ignore'] },
  )
  const waiting = new Map()
  /** @type {Buffer} */
  let bytes = Buffer.alloc(0)
  server.stdout.on('data', (chunk) => {
    const { messages, rest } = messagesIn(Buffer.concat([bytes, chunk]))
    bytes = rest
    for (const { type, request_seq: seq, body } of messages) if (type === 'response') waiting.get(seq)?.(body)
  })
  let seq = 0
  return {
    request: (command, args) => {
      seq += 1
      server.stdin.write(`${JSON.stringify({ seq, type: 'request', command, arguments: args })}\n`)
      return new Promise((resolve) => waiting.set(seq, resolve))
    },
    stop: () => void server.kill(),
  }
}
