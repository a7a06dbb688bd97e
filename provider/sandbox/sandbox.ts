import { organizationTokens as astroTokens } from './astro/access.js'
import { astroOperations } from './astro/operations.js'
import { astroDialect } from './astro/refusal.js'
import type { Sandbox, SandboxOptions } from './contract.js'
import { environmentOf } from './environment.js'
import { tenantTokens } from './jitsudo/access.js'
import { jitsudoOperations } from './jitsudo/operations.js'
import { jitsudoDialect } from './jitsudo/refusal.js'
import { organizationTokens as northflankTokens, teamToken } from './northflank/access.js'
import { northflankOperations } from './northflank/operations.js'
import { generousLimit, rateLimiter } from './northflank/rate-limit.js'
import { northflankDialect } from './northflank/refusal.js'
import type { Listening } from './service/listen.js'
import { open } from './service/listen.js'
import type { ServiceOptions } from './service/service.js'
import { createService } from './service/service.js'
import type { Store } from './state/store.js'
import { openStore } from './state/store.js'

type Clock = () => number

/** Every place, with the tokens that open it. */
const placesOf = ({ state, tokenFor }: Store) => ({
  astro: state.astro.organizations.map((organization) => ({
    id: organization.id,
    name: organization.name,
    workspaceIds: organization.workspaces.map(({ id }) => id),
    ...astroTokens(organization, tokenFor),
  })),
  northflank: state.northflank.organizations.map((organization) => ({
    id: organization.id,
    name: organization.name,
    directoryGroupIds: organization.directoryGroups.map(({ id }) => id),
    teams: organization.teams.map((team) => ({ id: team.id, token: teamToken(organization, team, tokenFor) })),
    ...northflankTokens(organization, tokenFor),
  })),
  jitsudo: state.jitsudo.tenants.map((tenant) => ({
    id: tenant.id,
    name: tenant.name,
    ...tenantTokens(tenant, tokenFor),
  })),
})

type Services = { readonly [platform in 'astro' | 'northflank' | 'jitsudo']: ServiceOptions }

const servicesOf = (store: Store, options: SandboxOptions, clock: Clock): Services => {
  const { state, tokenFor } = store
  const common = { store, clock, intercept: options.intercept }
  return {
    astro: {
      ...common,
      platform: 'astro',
      dialect: astroDialect,
      operations: astroOperations(state.astro, tokenFor, options.astro?.extraPermissions ?? []),
    },
    northflank: {
      ...common,
      platform: 'northflank',
      dialect: northflankDialect,
      operations: northflankOperations(state.northflank, tokenFor, options.northflank?.missing ?? {}),
      gate: rateLimiter(options.northflank?.rateLimit ?? generousLimit),
    },
    jitsudo: {
      ...common,
      platform: 'jitsudo',
      dialect: jitsudoDialect,
      operations: jitsudoOperations(state.jitsudo, tokenFor),
    },
  }
}

/**
 * Starts the Astro, Northflank and JITSudo role APIs on 127.0.0.1. Rejects with a SandboxError where
 * a port or the state file cannot be had; a state file that was there is then as it was.
 */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const clock = options.clock ?? Date.now
  const store = await openStore(options.stateFile, clock())
  const services = servicesOf(store, options, clock)
  const places = placesOf(store)
  const listening: Listening[] = []

  const openNext = async (service: ServiceOptions): Promise<string> => {
    const previous = listening.at(-1)
    const port = options.port ? (previous?.port ?? options.port - 1) + 1 : 0
    const opened = await open(() => createService(service), port, previous !== undefined)
    listening.push(opened)
    return opened.origin
  }
  const close = async (): Promise<void> => {
    await Promise.all(listening.map(({ service }) => service.close()))
    await store.close()
  }
  try {
    const platforms = {
      astro: { origin: await openNext(services.astro), organizations: places.astro },
      northflank: { origin: await openNext(services.northflank), organizations: places.northflank },
      jitsudo: { origin: await openNext(services.jitsudo), tenants: places.jitsudo },
    }
    return { ...platforms, env: environmentOf(platforms), notices: store.notices, close }
  } catch (error) {
    await close()
    throw error
  }
}
