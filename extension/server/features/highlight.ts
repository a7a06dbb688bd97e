import { platformOf } from '@rolecall/shared/platforms/registry.js'
import { spanRange } from '@rolecall/shared/text/source.js'
import type { DocumentHighlight } from 'vscode-languageserver'
import { DocumentHighlightKind } from 'vscode-languageserver'
import { permissionAt } from '../cursor/role-at.js'
import type { Feature } from '../feature.js'
import { usesIn } from '../state/permission-uses.js'

/** The other places of a document that grant the permission at the cursor. */
export const documentHighlight: Feature = {
  capability: () => ({ documentHighlightProvider: true }),
  start: ({ connection, workspace, answer }) => {
    connection.onDocumentHighlight(
      answer('documentHighlight', null, async ({ textDocument, position }): Promise<DocumentHighlight[] | null> => {
        const opened = await workspace.opened(textDocument.uri)
        if (!opened) return null
        const { document, rules } = opened
        const at = permissionAt(opened, document.source.offsetAt(position))
        if (!at?.role.type || at.site.value === '') return null
        const wanted = { value: at.site.value, platform: platformOf(at.role.type) }
        const seen = new Set<number>()
        return [document, ...opened.beside]
          .flatMap((one) => usesIn(one, wanted, rules))
          .filter(({ site: { content } }) => {
            const isNew = content.source.file === document.source.file && !seen.has(content.start)
            if (isNew) seen.add(content.start)
            return isNew
          })
          .map(({ site, indirect }) => ({
            range: spanRange(site.content),
            kind: indirect ? DocumentHighlightKind.Read : DocumentHighlightKind.Text,
          }))
      }),
    )
  },
}
