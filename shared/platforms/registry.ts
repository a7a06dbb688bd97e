import type { RoleType } from '../model/role.js'
import { astro } from './astro/platform.js'
import { jitsudo } from './jitsudo/platform.js'
import { northflank } from './northflank/platform.js'
import type { Platform } from './platform.js'

/** By key, in the order in which they are listed. Whatever needs something of every platform has it by these keys. */
const registry = { astro, northflank, jitsudo } satisfies Readonly<Record<string, Platform>>

export type PlatformKey = keyof typeof registry

export const platforms: readonly Platform[] = Object.values(registry)

export const roleTypes: readonly RoleType[] = platforms.flatMap((platform) => platform.roleTypes)

const platformsByKey = new Map(platforms.map((platform) => [platform.key, platform]))
const roleTypesByName = new Map(roleTypes.map((type) => [type.name, type]))
const platformsByType = new Map(platforms.flatMap((platform) => platform.roleTypes.map((type) => [type, platform])))

export const findPlatform = (key: string): Platform | null => platformsByKey.get(key) ?? null

/** By the resource type without `rolecall_`. */
export const findRoleType = (name: string): RoleType | null => roleTypesByName.get(name) ?? null

export const platformOf = (type: RoleType): Platform => {
  const platform = platformsByType.get(type)
  if (!platform) throw new Error(`${type.name} belongs to no platform of the registry.`)
  return platform
}
