/** What TypeScript's own language service says of a text. */
import { onTestFinished } from 'vitest'
import { startTsserverProcess } from './tsserver-client.mjs'

type Completions = { readonly entries: readonly { readonly name: string }[] }

const isCompletions = (body: unknown): body is Completions =>
  typeof body === 'object' && body !== null && 'entries' in body && Array.isArray(body.entries)

/** Ends with the test. `offered` tells the names that are offered where a text has `|`. */
export const startTsserver = (file: string) => {
  const { request, stop } = startTsserverProcess()
  onTestFinished(stop)
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
