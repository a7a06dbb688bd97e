import { parentNoun } from '@rolecall/shared/model/role.js'
import type { Diagnostic } from '../../framework/diagnostic.js'
import { error } from '../../framework/diagnostic.js'
import type { Answer, ApiFailure, RemoteRole } from '../../platforms/role-api.js'
import type { ValueRecord } from '../../value/value.js'
import { plainLabel } from '../canonical.js'
import { dataSourceError } from '../causes.js'
import { answerWarnings } from '../diagnose.js'
import type { Connected, RoleOperation } from '../operation.js'
import { asText } from '../values.js'
import { connectedSource } from './connected.js'
import type { Told } from './outcome.js'
import { keepGiven, refused } from './outcome.js'
import { selectorProblems, selectorsOf } from './selectors.js'
import { isWhole, toldRole } from './told-role.js'

type Found = Extract<Answer<RemoteRole>, { readonly ok: true }> | { readonly ok: false; readonly problem: Diagnostic }

const said = ({ roleType, parent }: Connected): string =>
  parent === null ? '' : ` in the ${parentNoun(roleType)} ${parent}`

const notThere = (connected: Connected, selector: string, wanted: string, hint: string): Found => ({
  ok: false,
  problem: error(
    `There is no role with the ${selector} ${JSON.stringify(wanted)}${said(connected)}`,
    `${connected.adapter.platform.title} has none, or does not show it to this credential. ${hint}`,
    [selector],
  ),
})

const unanswered = (connected: Connected, why: ApiFailure): Found => ({
  ok: false,
  problem: dataSourceError(connected, why, `rolecall_${connected.roleType.name}`),
})

const byId = async (connected: Connected, selector: string, id: string): Promise<Found> => {
  const { api, parent, roleType, signal } = connected
  const answer = await api.get(parent, id, { signal })
  if (answer.ok) return answer
  if (answer.failure.kind !== 'not-found') return unanswered(connected, answer.failure)
  const others = roleType.parent === null ? '' : ` and the ${parentNoun(roleType)}`
  return notThere(connected, selector, id, `Check the ${selector}${others}.`)
}

const several = (connected: Connected, name: string, roles: readonly RemoteRole[]): Found => {
  const { pathId } = connected.roleType
  const lines = roles.map(({ id }) => `  ${pathId} = ${JSON.stringify(id)}`).sort()
  return {
    ok: false,
    problem: error(
      `Several roles are named ${JSON.stringify(name)}${said(connected)}`,
      `In place of name, set the ${pathId} of the one you mean:\n${lines.join('\n')}`,
      ['name'],
    ),
  }
}

const byName = async (connected: Connected, name: string): Promise<Found> => {
  const list = await connected.client.lists.all(connected)
  if (!list.ok) return unanswered(connected, list.failure)
  const wanted = plainLabel(name)
  const hits = [...list.value.values()].filter(
    ({ attributes: { name: known } }) => typeof known === 'string' && plainLabel(known) === wanted,
  )
  const [hit] = hits
  if (!hit) return notThere(connected, 'name', name, 'Capital letters and spaces count.')
  if (hits.length > 1) return several(connected, name, hits)
  return isWhole(connected, hit) ? { ...list, value: hit } : byId(connected, connected.roleType.pathId, hit.id)
}

const find = (connected: Connected, config: ValueRecord): Promise<Found> => {
  const { roleType } = connected
  const selector = selectorsOf(roleType).find((name) => asText(config[name]) !== null) ?? roleType.pathId
  const wanted = asText(config[selector]) ?? ''
  return selector === roleType.pathId ? byId(connected, selector, wanted) : byName(connected, wanted)
}

/** The one role that is asked for: none, or one of several, would be somebody else's. */
export const readOneRole = async (operation: RoleOperation, config: ValueRecord): Promise<Told> => {
  const { roleType } = operation
  const problems = selectorProblems(roleType, config)
  if (problems.length > 0) return refused(...problems)
  const connected = connectedSource(operation, config, `rolecall_${roleType.name}`)
  if ('problem' in connected) return refused(connected.problem)
  const found = await find(connected, config)
  if (!found.ok) return refused(found.problem)
  return { state: keepGiven(toldRole(connected, found.value), config), diagnostics: answerWarnings(found) }
}
