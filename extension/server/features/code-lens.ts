import { keySpan } from '@rolecall/shared/documents/locate.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import { spanRange } from '@rolecall/shared/text/source.js'
import type { CodeLens } from 'vscode-languageserver'
import type { Feature } from '../feature.js'
import { summaryOf } from '../state/role-summary.js'
import { summaryText } from '../text/role-text.js'

const openMatrix = 'rolecall.openMatrix'

/** Above each role what it grants, which opens the matrix where the client has one. */
export const codeLens: Feature = {
  capability: () => ({ codeLensProvider: { resolveProvider: false } }),
  start: ({ connection, client, workspace, answer, report }) => {
    // A command that the client does not know would be an error when it is clicked.
    const command = client.commands.has(openMatrix) ? openMatrix : ''
    connection.onCodeLens(
      answer('codeLens', null, async ({ textDocument }): Promise<CodeLens[] | null> => {
        const opened = await workspace.opened(textDocument.uri)
        if (!opened || !(await workspace.settings.of(textDocument.uri)).codeLens) return null
        const { document, rules } = opened
        const said = new Set<string>()
        return document.roles.flatMap((role): CodeLens[] => {
          const span = keySpan(document, role)
          if (!role.type || span.source !== document.source) return []
          const title = summaryText(summaryOf(role, rules.catalogOf(platformOf(role.type).key)))
          // Of the instances of `for_each`, which share one place, those that differ.
          const key = `${span.start} ${title}`
          if (said.has(key)) return []
          said.add(key)
          return [{ range: spanRange(span), command: { title, command } }]
        })
      }),
    )
    workspace.changed.on(() => {
      if (!client.refreshes.codeLens) return
      connection.sendRequest('workspace/codeLens/refresh').catch((error: unknown) => report('refresh', error))
    })
  },
}
