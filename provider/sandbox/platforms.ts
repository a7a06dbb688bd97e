import type { PlatformKey } from '@rolecall/shared/platforms/registry.js'
import { astro } from './astro/platform.js'
import { jitsudo } from './jitsudo/platform.js'
import { northflank } from './northflank/platform.js'
import type { SandboxPlatform } from './platform.js'

/** In the order of their ports and variables. */
export const sandboxPlatforms = { astro, northflank, jitsudo } satisfies Readonly<Record<PlatformKey, SandboxPlatform>>
