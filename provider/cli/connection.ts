/** Reaches a platform from the command line, with the settings that the environment holds. */

import type { Role, RoleType } from '@rolecall/shared/model/role.js'
import { needsParent } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { adapters } from '../platforms/adapters.js'
import type {
  Answer,
  CatalogApi,
  HttpEnvironment,
  ParentId,
  PlatformAdapter,
  RemoteRole,
  RoleApi,
} from '../platforms/role-api.js'
import { knownSettings, settingsOf, settingsProblem } from '../roles/settings.js'
import { version } from '../version.js'
import type { NamedParents } from './named-parents.js'
import { UsageError } from './verb.js'

export type PlatformConnection = {
  readonly adapter: PlatformAdapter
  readonly apis: { readonly [roleType: string]: RoleApi }
  readonly catalog: CatalogApi | null
  /** Of the platform's setting for it; null where the credential alone says. */
  readonly parent: ParentId
}

const environmentOf = (variables: NodeJS.ProcessEnv): HttpEnvironment => ({
  retry: { maxAttempts: 5, maxWaitSeconds: 120 },
  userAgent: `rolecall/${version}`,
  log: { debug: () => undefined },
  variables,
})

/** What a verb takes as PLATFORM. */
export const platformNames = adapters.map(({ platform }) => platform.key).join(', ')

export const findAdapter = (name: string | undefined): PlatformAdapter => {
  const adapter = adapters.find(({ platform }) => platform.key === name)
  if (adapter) return adapter
  throw new UsageError(
    name === undefined
      ? `name a platform: ${platformNames}`
      : `there is no platform ${JSON.stringify(name)}; there are ${platformNames}`,
  )
}

/** `named`: whose roles, so that no setting has to say it. */
export const connect = (
  adapter: PlatformAdapter,
  variables: NodeJS.ProcessEnv = process.env,
  named: NamedParents = () => [],
): PlatformConnection => {
  const given = settingsOf({}, adapter, variables)
  const problem = settingsProblem(adapter, given)
  if (problem) throw new UsageError(`${problem.problem.summary}\n${problem.problem.detail}`)
  const settings = knownSettings(given)
  const parent = adapter.parentSetting === null ? null : settings[adapter.parentSetting]
  const isNamed = adapter.platform.roleTypes.some((type) => named(type).length > 0)
  if (adapter.parentSetting !== null && !parent && !isNamed) {
    throw new UsageError(
      `set ${adapter.settings[adapter.parentSetting]?.environment ?? adapter.parentSetting}, which says whose roles`,
    )
  }
  const environment = environmentOf(variables)
  return {
    adapter,
    apis: adapter.connect(settings, environment),
    catalog: adapter.connectCatalog?.(settings, environment) ?? null,
    parent: parent ?? null,
  }
}

/** The value of an answer, or the failure in words. */
export const unwrap = <Value>(answer: Answer<Value>): Value => {
  if (answer.ok) return answer.value
  throw new UsageError(`${answer.failure.summary}\n${answer.failure.detail}`)
}

/** Where roles of a type are looked for: in the parents that were named, else where the settings lead, if anywhere. */
export const parentsOf = ({ parent }: PlatformConnection, type: RoleType, named: NamedParents): readonly ParentId[] => {
  const given = named(type)
  return given.length > 0 || needsParent(type) ? given : [type.parent === null ? null : parent]
}

const signal = new AbortController().signal

export type ExistingRole = {
  readonly type: RoleType
  readonly parent: ParentId
  /** The settings do not lead to its parent, so code has to name it. */
  readonly elsewhere: boolean
  readonly remote: RemoteRole
}

/** Every role of the platform that may be read, whole. */
export const readRoles = async (
  connection: PlatformConnection,
  named: NamedParents,
): Promise<readonly ExistingRole[]> => {
  const found: ExistingRole[] = []
  for (const type of connection.adapter.platform.roleTypes) {
    const api = connection.apis[type.name]
    if (!api) continue
    for (const parent of parentsOf(connection, type, named)) {
      const elsewhere = needsParent(type) || (type.parent !== null && parent !== connection.parent)
      const listed = unwrap(await api.list(parent, { signal }))
      for (const { id } of listed) {
        const answer = await api.get(parent, id, { signal })
        // Deleted since the list was made.
        if (!answer.ok && answer.failure.kind === 'not-found') continue
        found.push({ type, parent, elsewhere, remote: unwrap(answer) })
      }
    }
  }
  return found
}

export const askPermissions = async (catalog: CatalogApi) => unwrap(await catalog.permissions({ signal }))

/** As the checks see it. */
export const asRole = ({ type, remote }: ExistingRole): Role => ({
  type: type.name,
  key: null,
  attributes: Object.fromEntries(Object.entries(remote.attributes).filter(([, value]) => value !== unknown)),
})
