import type { RoleSite } from '@rolecall/shared/documents/document.js'
import { keySpan } from '@rolecall/shared/documents/locate.js'
import { isRoleKey } from '@rolecall/shared/model/role-key.js'
import type { TextEdit } from '@rolecall/shared/text/edit.js'
import { spanRange } from '@rolecall/shared/text/source.js'
import type { WorkspaceEdit } from 'vscode-languageserver'
import { ErrorCodes, ResponseError } from 'vscode-languageserver'
import { isRoleFile } from '../cursor/cursor-at.js'
import { roleAt } from '../cursor/role-at.js'
import { insertEntry } from '../edit/insert-entry.js'
import { removeEntry } from '../edit/remove-entry.js'
import { toWorkspaceEdit } from '../edit/workspace-edit.js'
import type { Feature } from '../feature.js'
import type { Opened } from '../state/workspace.js'

const refuse = (message: string): never => {
  throw new ResponseError(ErrorCodes.InvalidParams, message)
}

/** The role whose key an offset is in. Only in role files is a key also an address. */
const roleByKey = ({ document }: Opened, offset: number): RoleSite | null => {
  const role = isRoleFile(document) ? roleAt(document, offset) : null
  if (!role?.type) return null
  const span = keySpan(document, role)
  return span.start <= offset && offset <= span.end ? role : null
}

/** Without the old key the next plan would delete the role and make a new one. */
const editsFor = ({ document }: Opened, role: RoleSite, name: string): readonly TextEdit[] => {
  const { start, end } = keySpan(document, role)
  const key: TextEdit = { start, end, text: name }
  // A role that was moved before, and not yet applied, still has its first address in the state.
  if (role.movedFrom !== null && role.movedFrom.text !== name) return [key]
  const old = role.role.key ?? ''
  const value = document.language === 'yaml' ? old : JSON.stringify(old)
  const moved =
    role.movedFrom === null
      ? insertEntry(document, role, { key: '$moved_from', value })
      : removeEntry(document, role, '$moved_from')
  return moved ? [key, moved] : refuse('Rename it by hand: its text leaves no place to change `$moved_from` in.')
}

/**
 * Renames the key of a role, and writes down what it was: one change, without a confirmation, whose preview would
 * leave every box unticked.
 */
export const rename: Feature = {
  capability: ({ prepareRename }) => ({ renameProvider: prepareRename ? { prepareProvider: true } : true }),
  start: (server) => {
    const { connection, workspace, client, answer } = server
    connection.onPrepareRename(
      answer('prepareRename', null, async ({ textDocument, position }) => {
        const opened = await workspace.opened(textDocument.uri)
        const role = opened && roleByKey(opened, opened.document.source.offsetAt(position))
        return role ? { range: spanRange(keySpan(opened.document, role)), placeholder: role.role.key ?? '' } : null
      }),
    )
    connection.onRenameRequest(
      answer('rename', null, async ({ textDocument, position, newName }): Promise<WorkspaceEdit | null> => {
        const opened = await workspace.opened(textDocument.uri)
        const role = opened && roleByKey(opened, opened.document.source.offsetAt(position))
        if (!role) return refuse('Only the key of a role in a role file can be renamed.')
        if (!isRoleKey(newName)) {
          refuse('A role key is a letter or _, then letters, digits, _ and -, because it becomes part of an address.')
        }
        const taken = opened.document.roles.some(
          (other) => other !== role && other.role.type === role.role.type && other.role.key === newName,
        )
        if (taken) refuse(`There is a role ${newName} already.`)
        if (newName === role.role.key) return null
        return toWorkspaceEdit(opened.open, editsFor(opened, role, newName), client)
      }),
    )
  },
}
