/** What is accepted or applied anywhere in a file changes what it says it does, and nothing besides. */

import { permissionSites } from '@rolecall/shared/documents/permission-site.js'
import { readDocument } from '@rolecall/shared/documents/read-document.js'
import { createTypescriptReader } from '@rolecall/shared/documents/typescript/document.js'
import { documentLanguage } from '@rolecall/shared/text/language.js'
import { createSource } from '@rolecall/shared/text/source.js'
import ts from 'typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CompletionItem, CompletionList, TextEdit } from 'vscode-languageserver'
import { lineEnds } from '../shared/documents/fixtures.js'
import { fixtures } from './fixtures.js'
import type { InProcess } from './in-process.js'
import { startInProcess } from './in-process.js'
import { applyEdits, positionAt, textIn } from './server.js'

let server: InProcess

beforeAll(async () => {
  server = await startInProcess()
})

afterAll(() => {
  expect(server.logged).toEqual([])
})

const cases = Object.entries(fixtures).flatMap(([file, text]) =>
  Object.entries(lineEnds).map(([name, convert]) => [`${file}, ${name}`, file, convert(text)] as const),
)

type Said = { readonly permissions: readonly string[]; readonly rest: string }

const without = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(without)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, /permissions|scope$|scopes/.test(key) ? '' : without(inner)]),
  )
}

const saidBy = (file: string, text: string): Said => {
  const language = documentLanguage(file)
  const document =
    language && readDocument(createSource(file, text), language, null, { typescript: createTypescriptReader(ts) })
  if (!document) return { permissions: [], rest: '' }
  const permissions = document.roles.flatMap((role) =>
    permissionSites(document, role).map(
      ({ value, path }) => `${role.role.key} ${path.slice(0, -1).join('.')} ${value}`,
    ),
  )
  const rest = document.roles.map(({ role }) => [role.type, role.key, without(role.attributes)])
  return { permissions, rest: JSON.stringify(rest) }
}

const minus = (some: readonly string[], others: readonly string[]): readonly string[] => {
  const left = [...others]
  return some.filter((one) => {
    const at = left.indexOf(one)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

const isPermission = ({ data }: CompletionItem): boolean => data?.about === 'permission' || data?.about === 'pattern'

/** One that stands nowhere yet, and a pattern. */
const chosen = (items: readonly CompletionItem[]): readonly CompletionItem[] =>
  ['permission', 'pattern'].flatMap(
    (about) =>
      items.find(({ data, labelDetails }) => data?.about === about && labelDetails?.description !== 'already listed') ??
      [],
  )

const valueOf = (said: string): string => said.split(' ').slice(2).join(' ')

const values = (some: readonly string[], others: readonly string[]): readonly string[] => [
  ...new Set(minus(some, others).map(valueOf)),
]

test.each(cases)('%s: an accepted permission is one more, in the place of what was typed', async (_, file, text) => {
  const { connection } = server
  const uri = `untitled:/accepted/${file}`
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'x', version: 0, text },
  })
  const before = saidBy(file, text)
  for (let at = 0; at <= text.length; at += 1) {
    const list = await connection.sendRequest<CompletionList | null>('textDocument/completion', {
      textDocument: { uri },
      position: positionAt(text, at),
    })
    for (const item of chosen((list?.items ?? []).filter(isPermission))) {
      const edit = item.textEdit as TextEdit
      const after = saidBy(file, applyEdits(text, [edit]))
      const place = `${text.slice(Math.max(0, at - 40), at)}|${text.slice(at, at + 20)}`
      expect(values(after.permissions, before.permissions), place).toEqual([item.label])
      // An alias may stand for several.
      if (!/^\s*\*/.test(textIn(text, edit.range)))
        expect(values(before.permissions, after.permissions).length, place).toBeLessThan(2)
      expect(after.rest, place).toBe(before.rest)
    }
  }
  await connection.sendNotification('textDocument/didClose', { textDocument: { uri } })
})
