import type { RoleType } from '@rolecall/shared/model/role.js'
import type { Diagnostic, Diagnostics } from '../framework/diagnostic.js'
import type { Found, ListRequest } from '../framework/resource.js'
import type { RemoteRole } from '../platforms/role-api.js'
import { isWhole } from './data-sources/told-role.js'
import { answerWarnings, failureDiagnostic } from './diagnose.js'
import { startOf } from './import.js'
import type { Connected, RoleOperation } from './operation.js'
import { connectedTo } from './operation.js'
import { soughtParent } from './parent.js'
import { inputsOf, labelOf } from './role-attributes.js'
import { filterProblems, granting, namedLike, nameOf } from './role-filter.js'
import { roleStateIn } from './role-state.js'
import { stateAfterRead } from './state.js'
import { asText } from './values.js'

/** As many as Terraform itself has under way. */
const atOnce = 10

type Failed = { readonly problem: Diagnostic }

/** Name, and the slug where that is what people know it by. */
const displayNameOf = (role: RemoteRole, roleType: RoleType): string => {
  const [name, label] = [nameOf(role, roleType), labelOf(role.attributes, roleType)]
  return label === '' || name === label ? name : `${name} (${label})`
}

type Asked = { readonly role: RemoteRole; readonly warnings: Diagnostics } | Failed | null

/** The role with all that it has; null where it has gone meanwhile. */
const whole = async (connected: Connected, row: RemoteRole): Promise<Asked> => {
  const { api, parent, roleType, signal } = connected
  if (isWhole(connected, row)) return { role: row, warnings: [] }
  const answer = await api.get(parent, row.id, { signal })
  if (answer.ok) return { role: answer.value, warnings: answerWarnings(answer) }
  return answer.failure.kind === 'not-found' ? null : { problem: failureDiagnostic(answer.failure, inputsOf(roleType)) }
}

const foundOf = (connected: Connected, role: RemoteRole, includeObject: boolean): Found => {
  const { roleType } = connected
  const start = startOf(connected, role.id)
  const state = includeObject ? stateAfterRead(connected, roleStateIn(start, roleType), role) : start
  return { displayName: displayNameOf(role, roleType), state }
}

/** Takes rows as pages bring them, in their order, until there are enough or one cannot be read. */
const createCollector = (connected: Connected, { config, limit, includeObject }: ListRequest) => {
  const { roleType } = connected
  const [isNamed, grants] = [namedLike(roleType, config), granting(roleType, config)]
  const needsWhole = includeObject || asText(config['permission']) !== null
  const seen = new Set<string>()
  const found: Found[] = []
  let problem: Diagnostic | null = null

  const wantsMore = (): boolean => problem === null && found.length < limit && !connected.signal.aborted

  const keep = (asked: Asked): void => {
    if (asked === null || !wantsMore()) return
    if ('problem' in asked) problem = asked.problem
    else if (grants(asked.role)) {
      found.push({ ...foundOf(connected, asked.role, includeObject), diagnostics: asked.warnings })
    }
  }

  return {
    take: async (rows: readonly RemoteRole[]): Promise<boolean> => {
      const fresh = rows.filter((row) => !seen.has(row.id) && isNamed(row))
      for (const { id } of rows) seen.add(id)
      while (fresh.length > 0 && wantsMore()) {
        const some = fresh.splice(0, Math.min(atOnce, limit - found.length))
        const asked = await Promise.all(
          some.map((row) => (needsWhole ? whole(connected, row) : { role: row, warnings: [] })),
        )
        asked.forEach(keep)
      }
      return wantsMore()
    },
    result: () => ({ found, problem }),
  }
}

/** The roles of an organization, team or tenant that are wanted, as the platform orders them. */
export const listRoles = async function* (
  operation: RoleOperation,
  request: ListRequest,
): AsyncGenerator<Found | { readonly diagnostics: Diagnostics }> {
  const { roleType, signal } = operation
  const { config } = request
  const problems = filterProblems(roleType, config)
  if (problems.length > 0) return yield { diagnostics: problems }
  const typed = roleType.parent && asText(config[roleType.parent.attribute])
  const placed = soughtParent(operation, typed, 'list')
  if ('problem' in placed) return yield { diagnostics: [placed.problem] }
  const connected = connectedTo(placed.parent, operation)
  if ('problem' in connected) return yield { diagnostics: [connected.problem] }
  const collector = createCollector(connected, request)
  const list = await connected.api.list(placed.parent, { signal, wantsMore: collector.take })
  if (!list.ok) return yield { diagnostics: [failureDiagnostic(list.failure, inputsOf(roleType))] }
  await collector.take(list.value)
  const { found, problem } = collector.result()
  yield* found
  if (problem) yield { diagnostics: [problem] }
}
