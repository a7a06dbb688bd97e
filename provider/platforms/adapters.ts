import { astro } from './astro/adapter.js'
import { jitsudo } from './jitsudo/adapter.js'
import { northflank } from './northflank/adapter.js'
import type { PlatformAdapter } from './role-api.js'

/** In the order of the provider block's documentation. */
export const adapters: readonly PlatformAdapter[] = [astro, northflank, jitsudo]
