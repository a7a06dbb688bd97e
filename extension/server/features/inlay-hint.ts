import { isPattern, matchPattern } from '@rolecall/shared/catalog/pattern.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import type { InlayHint } from 'vscode-languageserver'
import { InlayHintKind } from 'vscode-languageserver'
import type { Client } from '../client.js'
import { permissionsBetween } from '../cursor/role-at.js'
import type { Feature } from '../feature.js'
import type { Opened } from '../state/workspace.js'
import { contentFor } from '../text/markdown.js'
import { countText, patternText } from '../text/permission-text.js'

const hintsIn = (opened: Opened, from: number, to: number, client: Client): readonly InlayHint[] =>
  permissionsBetween(opened, from, to).flatMap(({ role, site: { value, scope, whole } }): InlayHint[] => {
    if (!role.type || !isPattern(value)) return []
    const catalog = opened.rules.catalogOf(platformOf(role.type).key)
    if (catalog.coverage === 'unconfirmed') return []
    return [
      {
        position: opened.document.source.positionAt(whole.end),
        label: countText(matchPattern(value, catalog, scope).length),
        kind: InlayHintKind.Parameter,
        paddingLeft: true,
        tooltip: contentFor(patternText(value, catalog, scope), client),
      },
    ]
  })

/** Behind a pattern, how many permissions it stands for. */
export const inlayHints: Feature = {
  capability: () => ({ inlayHintProvider: true }),
  start: ({ connection, client, workspace, answer, report }) => {
    connection.languages.inlayHint.on(
      answer('inlayHint', null, async ({ textDocument, range }) => {
        const opened = await workspace.opened(textDocument.uri)
        if (!opened || !(await workspace.settings.of(textDocument.uri)).inlayHints) return null
        const { source } = opened.document
        if (!source.text.includes('*')) return null
        return [...hintsIn(opened, source.offsetAt(range.start), source.offsetAt(range.end), client)]
      }),
    )
    workspace.changed.on(() => {
      if (!client.refreshes.inlayHints) return
      connection.languages.inlayHint.refresh().catch((error: unknown) => report('refresh', error))
    })
  },
}
