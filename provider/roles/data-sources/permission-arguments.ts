/** The platform and the scope whose permissions are asked for. */

import { oneOf } from '@rolecall/shared/model/wording.js'
import type { Diagnostics } from '../../framework/diagnostic.js'
import { error } from '../../framework/diagnostic.js'
import type { PlatformAdapter } from '../../platforms/role-api.js'
import type { ValueRecord } from '../../value/value.js'
import { asText } from '../values.js'

export const permissionsType = 'rolecall_permissions'

export const adapterOf = (adapters: readonly PlatformAdapter[], config: ValueRecord): PlatformAdapter | null =>
  adapters.find(({ platform }) => platform.key === config['platform']) ?? null

export const permissionProblems = (adapters: readonly PlatformAdapter[], config: ValueRecord): Diagnostics => {
  const key = asText(config['platform'])
  if (key === null) return []
  const adapter = adapterOf(adapters, config)
  if (!adapter) {
    const detail = `Set it to ${oneOf(adapters.map(({ platform }) => platform.key))}.`
    return [error(`There is no platform ${JSON.stringify(key)}`, detail, ['platform'])]
  }
  const { title, scopes } = adapter.platform
  const scope = asText(config['scope'])
  if (scope === null || scopes.some(({ name }) => name === scope)) return []
  const detail =
    scopes.length === 0 ? 'It has none: leave scope out.' : `Set it to ${oneOf(scopes.map(({ name }) => name))}.`
  return [error(`${title} has no scope ${JSON.stringify(scope)}`, detail, ['scope'])]
}
