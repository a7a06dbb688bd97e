import { wholeSpan } from '@rolecall/shared/documents/locate.js'
import { permissionSites } from '@rolecall/shared/documents/permission-site.js'
import { readDocument } from '@rolecall/shared/documents/read-document.js'
import { createTypescriptReader } from '@rolecall/shared/documents/typescript/document.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import { documentLanguage } from '@rolecall/shared/text/language.js'
import { createSource } from '@rolecall/shared/text/source.js'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CompletionList, MessageConnection } from 'vscode-languageserver'
import { lineEnds } from '../shared/documents/fixtures.js'
import { fixtures } from './fixtures.js'
import type { InProcess } from './in-process.js'
import { startInProcess } from './in-process.js'
import type { LanguageServer } from './server.js'
import { positionAt, startServer } from './server.js'

const cases = Object.entries(fixtures).flatMap(([file, text]) =>
  Object.entries(lineEnds).map(([name, convert]) => [`${file}, ${name}`, file, convert(text)] as const),
)

/** The offsets at which a permission is being typed, when the text is typed from the start. */
const typedAt = (file: string, text: string, { outside }: { readonly outside: boolean }): ReadonlySet<number> => {
  const language = documentLanguage(file)
  const document =
    language && readDocument(createSource(file, text), language, null, { typescript: createTypescriptReader(ts) })
  const offsets = new Set<number>()
  for (const role of document?.roles ?? []) {
    if (!document || !role.type || platformOf(role.type).catalog.permissions.length === 0) continue
    for (const { content, style } of permissionSites(document, role)) {
      const whole = wholeSpan(document, role)
      // What stands before the role that takes it cannot be known for a permission while it is typed.
      if (
        style === 'block' ||
        style === 'empty' ||
        (!outside && (content.start < whole.start || content.end > whole.end))
      )
        continue
      for (let at = content.start + 1; at <= content.end; at += 1) offsets.add(at)
    }
  }
  return offsets
}

/** Everything a client asks at a place. */
const askAll = async (
  connection: MessageConnection,
  uri: string,
  text: string,
  offset: number,
): Promise<CompletionList | null> => {
  const position = positionAt(text, offset)
  const here = { textDocument: { uri }, position }
  const range = { start: { line: 0, character: 0 }, end: position }
  const [list] = await Promise.all([
    connection.sendRequest<CompletionList | null>('textDocument/completion', here),
    connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }),
    connection.sendRequest('textDocument/hover', here),
    connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    }),
    connection.sendRequest('textDocument/codeLens', { textDocument: { uri } }),
    connection.sendRequest('textDocument/documentSymbol', { textDocument: { uri } }),
    connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range }),
    connection.sendRequest('textDocument/documentHighlight', here),
    connection.sendRequest('textDocument/prepareRename', here),
  ])
  return list
}

describe('in process', () => {
  let server: InProcess

  beforeAll(async () => {
    server = await startInProcess()
  })

  test.each(cases)('%s can be typed key by key, and lists what is typed', async (_, file, text) => {
    const { connection } = server
    const uri = `untitled:/typed/${file}`
    const typed = typedAt(file, text, { outside: false })
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'x', version: 0, text: '' },
    })
    const without: string[] = []
    for (let end = 1; end <= text.length; end += 1) {
      // Half a line end is not a place anybody types at.
      if (text.slice(end - 1, end + 1) === '\r\n') continue
      const key = text.slice(end - 2, end) === '\r\n' ? '\r\n' : text.slice(end - 1, end)
      const position = positionAt(text, end - key.length)
      const contentChanges = [{ range: { start: position, end: position }, text: key }]
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: end },
        contentChanges,
      })
      const list = await askAll(connection, uri, text.slice(0, end), end)
      if (typed.has(end) && !list?.items.length) without.push(text.slice(Math.max(0, end - 30), end))
    }
    await connection.sendNotification('textDocument/didClose', { textDocument: { uri } })
    expect(without).toEqual([])
    expect(server.logged).toEqual([])
  })

  test.each(cases)('%s can be edited at every place', async (_, file, text) => {
    const { connection } = server
    const uri = `untitled:/edited/${file}`
    const typed = typedAt(file, text, { outside: true })
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'x', version: 0, text },
    })
    const without: string[] = []
    let version = 0
    for (let at = 0; at <= text.length; at += 1) {
      const list = await connection.sendRequest<CompletionList | null>('textDocument/completion', {
        textDocument: { uri },
        position: positionAt(text, at),
      })
      if (typed.has(at) && !list?.items.length) without.push(text.slice(Math.max(0, at - 30), at))
      if (at % 3 !== 0) continue
      const position = positionAt(text, at)
      for (const change of [{ range: { start: position, end: position }, text: '"' }, { text }]) {
        version += 1
        await connection.sendNotification('textDocument/didChange', {
          textDocument: { uri, version },
          contentChanges: [change],
        })
        await askAll(connection, uri, text, at)
      }
    }
    await connection.sendNotification('textDocument/didClose', { textDocument: { uri } })
    expect(without).toEqual([])
    expect(server.logged).toEqual([])
  })
})

describe('over stdio', () => {
  let server: LanguageServer

  beforeAll(async () => {
    server = await startServer()
  })

  afterAll(async () => {
    expect(server.logged).toEqual([])
    await server.stop()
  })

  test.each(cases)('%s, cut at every fiftieth place', async (_, file, text) => {
    const typed = typedAt(file, text, { outside: false })
    const own = await server.open(`cut/${file}`, text)
    for (let end = 0; end <= text.length; end += 50) {
      await own.replace(text.slice(0, end))
      const position = positionAt(own.text(), end)
      const list = await server.ask<CompletionList | null>('textDocument/completion', {
        textDocument: { uri: own.uri },
        position,
      })
      if (typed.has(end)) expect(list?.items.length, own.text().slice(-40)).toBeGreaterThan(0)
      await server.actions(own, { start: position, end: position })
    }
    await own.close()
  })
})
