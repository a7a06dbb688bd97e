import type { MatrixEntry } from '@rolecall/shared/report/matrix.js'
import { buildMatrices } from '@rolecall/shared/report/matrix.js'
import { matrixPage } from '@rolecall/shared/report/page.js'
import type { Feature, Server } from '../feature.js'
import { matrixRequest } from '../requests.js'
import type { Rules } from '../state/rules.js'
import { relativePath, uriPath } from '../uri.js'

const maximumFile = 5_000_000

const shownPath = (folders: readonly string[], file: string): string => {
  for (const folder of folders) {
    const path = relativePath(folder, file)
    if (path !== null) return path
  }
  return uriPath(file)
}

type Found = {
  readonly entries: readonly MatrixEntry[]
  readonly rules: Rules
  readonly files: number
  readonly unread: number
}

/** All roles of the role files and of the code. The rules of the first file rate them all: one page has one legend. */
const readRoles = async ({ workspace, indexer }: Server): Promise<Found> => {
  const code = await indexer.codeFiles(() => false)
  const files = new Set(
    [...workspace.index.files(), ...code.files, ...workspace.documents.all().map(({ source }) => source.file)].filter(
      workspace.isMember,
    ),
  )
  const entries: MatrixEntry[] = []
  let rules: Rules | null = null
  let count = 0
  for (const file of [...files].sort()) {
    const own = await workspace.rules.rulesFor(file)
    const document = own.ignores(file) ? null : await workspace.readFile(file, maximumFile)
    if (!document || document.roles.length === 0) continue
    rules ??= own
    count += 1
    const shown = shownPath(workspace.folders(), file)
    for (const { role, type, partial } of document.roles) if (type) entries.push({ role, type, file: shown, partial })
  }
  return { entries, rules: rules ?? workspace.rules.shipped, files: count, unread: code.left }
}

const counted = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`

const nonceOf = (params: unknown): string | null =>
  typeof params === 'object' &&
  params !== null &&
  'nonce' in params &&
  typeof params.nonce === 'string' &&
  /^[A-Za-z0-9+/=_-]+$/.test(params.nonce)
    ? params.nonce
    : null

/** Draws the role matrix for the client that shows it. */
export const matrix: Feature = {
  capability: () => ({}),
  start: (server) => {
    const { connection, indexer, answer } = server
    connection.onRequest(
      matrixRequest,
      answer('matrix', null, async (params: unknown): Promise<string | null> => {
        const nonce = nonceOf(params)
        if (nonce === null) return null
        await indexer.ready()
        const { entries, rules, files, unread } = await readRoles(server)
        const note = `${counted(entries.length, 'role')} from ${counted(files, 'file')}${unread > 0 ? `, ${counted(unread, 'file')} of code not read` : ''}`
        return matrixPage(
          buildMatrices(entries, ({ key }) => rules.catalogOf(key)),
          { title: 'Role matrix', note, nonce },
        )
      }),
    )
  },
}
