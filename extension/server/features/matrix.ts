import type { MatrixEntry } from '@rolecall/shared/report/matrix.js'
import { buildMatrices } from '@rolecall/shared/report/matrix.js'
import { matrixPage } from '@rolecall/shared/report/page.js'
import type { Feature, Server } from '../feature.js'
import { matrixRequest } from '../requests.js'
import type { Rules } from '../state/rules.js'
import { searchedFiles } from '../state/searched-files.js'
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
const readRoles = async (server: Server): Promise<Found> => {
  const { workspace } = server
  const { files, left } = await searchedFiles(server, () => false)
  const entries: MatrixEntry[] = []
  let rules: Rules | null = null
  let count = 0
  for (const { file, rules: own } of files.toSorted((one, other) => (one.file < other.file ? -1 : 1))) {
    const document = await workspace.readFile(file, maximumFile)
    if (!document || document.roles.length === 0) continue
    rules ??= own
    count += 1
    const shown = shownPath(workspace.folders(), file)
    for (const { role, type, partial } of document.roles) if (type) entries.push({ role, type, file: shown, partial })
  }
  return { entries, rules: rules ?? workspace.rules.shipped, files: count, unread: left }
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
    const { connection, answer } = server
    connection.onRequest(
      matrixRequest,
      answer('matrix', null, async (params: unknown): Promise<string | null> => {
        const nonce = nonceOf(params)
        if (nonce === null) return null
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
