import type { CatalogFile } from '../model/catalog.js'
import type { Platform } from '../platforms/platform.js'
import { platforms } from '../platforms/registry.js'
import type { Catalog, LoweredRisk, Trust } from './catalog.js'
import { createCatalog } from './catalog.js'

export type WorkspaceCatalogs = {
  /** By the platform's key. */
  readonly catalogOf: (platform: string) => Catalog
  /** Risks that the files play down, whether that counts or not. */
  readonly lowered: readonly (LoweredRisk & { readonly platform: Platform })[]
}

/** The catalogs of all platforms: what ships, with the files of a workspace. */
export const mergeWorkspaceCatalogs = (files: readonly CatalogFile[], trust: Trust): WorkspaceCatalogs => {
  const merged = platforms.map((platform) => ({ platform, ...createCatalog(platform, files, { trust }) }))
  const catalogs = new Map(merged.map(({ platform, catalog }) => [platform.key, catalog]))
  return {
    catalogOf: (key) => {
      const catalog = catalogs.get(key)
      if (!catalog) throw new Error(`There is no platform ${key}.`)
      return catalog
    },
    lowered: merged.flatMap(({ platform, lowered }) => lowered.map((one) => ({ ...one, platform }))),
  }
}
