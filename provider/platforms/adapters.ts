import type { PlatformKey } from '@rolecall/shared/platforms/registry.js'
import { astro } from './astro/adapter.js'
import { jitsudo } from './jitsudo/adapter.js'
import { northflank } from './northflank/adapter.js'
import type { PlatformAdapter } from './role-api.js'

const byPlatform: Readonly<Record<PlatformKey, PlatformAdapter>> = { astro, northflank, jitsudo }

/** In the order of the provider block's documentation. */
export const adapters: readonly PlatformAdapter[] = Object.values(byPlatform)
