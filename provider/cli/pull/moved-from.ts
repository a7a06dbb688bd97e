/** Roles that a configuration has by another provider: their state moves, and nothing is imported. */
import { adapters } from '../../platforms/adapters.js'
import type { PlatformAdapter } from '../../platforms/role-api.js'
import { UsageError } from '../verb.js'

const sourcesOf = ({ movedFrom = {} }: PlatformAdapter) =>
  Object.entries(movedFrom).flatMap(([roleType, sources]) => sources.map((source) => ({ roleType, ...source })))

const providersOf = (from: readonly PlatformAdapter[]): string =>
  [...new Set(from.flatMap(sourcesOf).map(({ provider }) => provider))].join(', ')

/** For the help. */
export const movableProviders = providersOf(adapters)

/** By role type the type of the provider's resources that hold such roles. */
export const movedTypes = (provider: string, adapter: PlatformAdapter): ReadonlyMap<string, string> => {
  const found = sourcesOf(adapter).filter((source) => source.provider === provider)
  if (found.length > 0) return new Map(found.map(({ roleType, type }) => [roleType, type]))
  const known = providersOf([adapter])
  throw new UsageError(
    `roles of ${adapter.platform.title} cannot move from the provider ${JSON.stringify(provider)}` +
      (known === '' ? ': leave --moved-from out, which imports them' : `, but from ${known}`),
  )
}
