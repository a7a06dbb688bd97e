import { InlayHintKind } from 'vscode-languageserver'
import type { InlayHint } from 'vscode-languageserver'
import { isPattern, matchPattern } from '@rolecall/shared/catalog/pattern.js'
import { wholeSpan } from '@rolecall/shared/documents/locate.js'
import { permissionSites } from '@rolecall/shared/documents/permission-site.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import type { Feature } from '../feature.js'
import type { Opened } from '../state/workspace.js'
import { contentFor } from '../text/markdown.js'
import { countText, patternText } from '../text/permission-text.js'
import type { Client } from '../client.js'

const hintsIn = ({ document, rules }: Opened, from: number, to: number, client: Client): readonly InlayHint[] => {
  const said = new Set<number>()
  return document.roles.flatMap((role) => {
    if (!role.type) return []
    const span = wholeSpan(document, role)
    if (span.source === document.source && (span.end < from || span.start > to)) return []
    const catalog = rules.catalog(platformOf(role.type).key)
    if (catalog.coverage === 'unconfirmed') return []
    return permissionSites(document, role).flatMap(({ value, scope, whole }): InlayHint[] => {
      if (!isPattern(value) || whole.source !== document.source || whole.start < from || whole.end > to || said.has(whole.end)) return []
      said.add(whole.end)
      return [
        {
          position: document.source.positionAt(whole.end),
          label: countText(matchPattern(value, catalog, scope).length),
          kind: InlayHintKind.Parameter,
          paddingLeft: true,
          tooltip: contentFor(patternText(value, catalog, scope), client),
        },
      ]
    })
  })
}

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
