import { isProblemCode } from '@rolecall/shared/model/problem.js'
import { rulePage, rules } from '@rolecall/shared/rules/rules.js'
import type { DocumentLink } from 'vscode-languageserver'
import type { Feature } from '../feature.js'
import { rangeIn } from '../state/indexed-source.js'
import type { Opened } from '../state/workspace.js'

const linksIn = ({ document }: Opened): readonly DocumentLink[] =>
  document.ignores().flatMap(({ start, end }) =>
    [...document.source.text.slice(start, end).matchAll(/RC\d{3}/g)].flatMap(([code], index, all): DocumentLink[] => {
      const at = start + (all[index]?.index ?? 0)
      if (!isProblemCode(code)) return []
      return [
        { range: rangeIn(document.source, at, at + code.length), target: rulePage(code), tooltip: rules[code].title },
      ]
    }),
  )

/** From the code in an ignore comment to the page that explains it. */
export const documentLinks: Feature = {
  capability: () => ({ documentLinkProvider: { resolveProvider: false } }),
  start: ({ connection, workspace, answer }) => {
    connection.onDocumentLinks(
      answer('documentLink', null, async ({ textDocument }): Promise<DocumentLink[] | null> => {
        const opened = await workspace.opened(textDocument.uri)
        return opened && [...linksIn(opened)]
      }),
    )
  },
}
