import type { Answer, RemoteRole } from '../../platforms/role-api.js'
import type { Connected } from '../operation.js'
import type { RoleRows } from '../role-lists.js'
import { forEachOf } from './each.js'
import { isWhole } from './told-role.js'

type Answers = Map<string, Promise<Answer<RemoteRole>>>

/** What was asked for stays true as long as the list that led to it, and several data sources ask for the same. */
const answersBeside = new WeakMap<RoleRows, Answers>()

const answersOf = (list: RoleRows): Answers => {
  const known = answersBeside.get(list) ?? new Map<string, Promise<Answer<RemoteRole>>>()
  answersBeside.set(list, known)
  return known
}

/** Rows of a list with all there is to tell of them: a request for each that lacks something. */
export const readWhole = async (
  connected: Connected,
  list: RoleRows,
  rows: readonly RemoteRole[],
): Promise<Answer<readonly RemoteRole[]>> => {
  const { api, parent, signal } = connected
  const answers = answersOf(list)
  let failed: Extract<Answer<never>, { readonly ok: false }> | null = null
  const whole = await forEachOf(rows, async (row) => {
    if (failed !== null || isWhole(connected, row)) return row
    const asked = answers.get(row.id) ?? api.get(parent, row.id, { signal })
    answers.set(row.id, asked)
    const answer = await asked
    if (answer.ok) return answer.value
    // Deleted since the list was made.
    if (answer.failure.kind !== 'not-found') failed = answer
    return null
  })
  return failed ?? { ok: true, value: whole.filter((role) => role !== null), warnings: [], serverTime: null }
}
