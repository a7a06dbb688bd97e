import { permissionSites } from '@rolecall/shared/documents/permission-site.js'
import type { CompletionItem, CompletionList } from 'vscode-languageserver'
import { CompletionTriggerKind } from 'vscode-languageserver'
import { keyItems } from '../complete/key-items.js'
import { typingAt } from '../complete/list-place.js'
import type { PermissionData } from '../complete/permission-items.js'
import { permissionDocumentation, permissionItems } from '../complete/permission-items.js'
import { cursorAt, isRoleFile } from '../cursor/cursor-at.js'
import { expectedAt } from '../cursor/expected.js'
import type { Feature, Server } from '../feature.js'
import { rangeIn } from '../state/indexed-source.js'
import type { Opened } from '../state/workspace.js'
import { contentFor } from '../text/markdown.js'

/**
 * In strings VS Code asks on its own only when one of these is typed: quotes, what separates the
 * segments of a permission, and what begins a list item.
 */
const triggerCharacters = ['"', "'", '`', '.', ':', ' ', '>', '-', '*']

/** More than a list shows. With more the client asks again with every key, and gets those that fit. */
const maximumItems = 1000

/** Whether the letters of what is typed stand in a text in that order. */
const fits = (typed: string, text: string): boolean => {
  let at = 0
  for (const letter of text) if (letter === typed[at]) at += 1
  return at >= typed.length
}

const limit = (items: readonly CompletionItem[], typed: string): CompletionList => {
  if (items.length <= maximumItems) return { isIncomplete: false, items: [...items] }
  const letters = typed.toLowerCase().replaceAll(/\s/g, '')
  const fitting = items.filter(({ label }) => fits(letters, label.toLowerCase()))
  return { isIncomplete: true, items: fitting.slice(0, maximumItems) }
}

const complete = (
  { client }: Server,
  opened: Opened,
  offset: number,
  trigger: string | null,
): CompletionList | null => {
  const { document, open } = opened
  const { source } = document
  const typing = typingAt(opened, offset)
  if (typing) {
    const typed = source.text.slice(typing.start, offset)
    const range = rangeIn(source, typing.start, typing.end)
    const items = permissionItems(typing, { typed, range, file: open.source.file, client })
    return items.length === 0 ? null : limit(items, typed)
  }
  // Elsewhere a list that pops up with a space or a dash is in the way.
  if (!isRoleFile(document)) return null
  const cursor = cursorAt(document, offset)
  const expected = cursor && expectedAt(cursor)
  if (!cursor || !expected || (trigger !== null && trigger !== '"' && cursor.at === 'key')) return null
  const lineEnd = source.text.includes('\r\n') ? '\r\n' : '\n'
  const range = rangeIn(source, cursor.start, cursor.end)
  const items = keyItems(expected, { cursor, language: document.language, range, client, lineEnd })
  return items.length === 0 ? null : { isIncomplete: false, items: [...items] }
}

/**
 * The first list takes twice as long as those after it, as nothing it needs is compiled or looked up yet.
 * So one is made that nobody waits for, once something is open in which permissions stand.
 */
const warmUp = (server: Server): void => {
  const { workspace, report } = server
  let warm = false
  const makeList = async (uri: string): Promise<void> => {
    const opened = await workspace.opened(uri)
    const [role] = opened?.document.roles ?? []
    const [site] = opened && role ? permissionSites(opened.document, role) : []
    if (!opened || !site || warm) return
    warm = true
    complete(server, opened, site.content.start, null)
  }
  workspace.diagnosed.on(({ uri }) => {
    if (!warm) setTimeout(() => void makeList(uri).catch((error: unknown) => report('completion', error)))
  })
}

const isData = (data: unknown): data is PermissionData =>
  typeof data === 'object' && data !== null && 'platform' in data && 'value' in data && 'file' in data

/** What can be typed: permissions everywhere; attributes, values and whole roles in role files. */
export const completion: Feature = {
  capability: () => ({ completionProvider: { triggerCharacters, resolveProvider: true } }),
  start: (server) => {
    const { connection, client, workspace, answer } = server
    warmUp(server)
    connection.onCompletion(
      answer('completion', null, async ({ textDocument, position, context }) => {
        const opened = await workspace.opened(textDocument.uri)
        if (!opened) return null
        const trigger =
          context?.triggerKind === CompletionTriggerKind.TriggerCharacter ? (context.triggerCharacter ?? null) : null
        return complete(server, opened, opened.document.source.offsetAt(position), trigger)
      }),
    )
    const document = answer('resolve', null, async ({ data }: CompletionItem) => {
      if (!isData(data)) return null
      const rules = await workspace.rules.rulesFor(data.file)
      return contentFor(permissionDocumentation(data, rules.catalogOf(data.platform)), client)
    })
    connection.onCompletionResolve(async (item, token) => {
      const documentation = await document(item, token)
      return documentation === null ? item : { ...item, documentation }
    })
  },
}
