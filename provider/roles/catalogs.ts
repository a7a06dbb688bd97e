/** The catalogs of a run: what ships, what lies in the workspace, what the provider block names. */
import { resolve } from 'node:path'
import type { Catalog, LoweredRisk } from '@rolecall/shared/catalog/catalog.js'
import { createCatalog } from '@rolecall/shared/catalog/catalog.js'
import { maximumCatalog, readCatalogFile } from '@rolecall/shared/catalog/read.js'
import type { CatalogFile } from '@rolecall/shared/model/catalog.js'
import type { Platform } from '@rolecall/shared/platforms/platform.js'
import type { Diagnostic, Diagnostics } from '../framework/diagnostic.js'
import { warning } from '../framework/diagnostic.js'
import { readRegular } from '../read-regular.js'

const reason = (failure: unknown): string => (failure instanceof Error ? failure.message : String(failure))

export const unusableCatalog = (path: string, why: string): Diagnostic =>
  warning(
    `The catalog ${path} cannot be used`,
    `${why}\nWhat ships with the provider is used in its place. Write the file anew with \`rolecall catalog refresh\`, or take it away.`,
  )

type Read = { readonly files: readonly CatalogFile[]; readonly diagnostics: Diagnostics }

const readOne = (path: string): Read => {
  try {
    const read = readCatalogFile(readRegular(path, maximumCatalog))
    return 'catalog' in read
      ? { files: [read.catalog], diagnostics: [] }
      : { files: [], diagnostics: [unusableCatalog(path, read.error)] }
  } catch (failure) {
    return { files: [], diagnostics: [unusableCatalog(path, reason(failure))] }
  }
}

export const readCatalogs = (directory: string, paths: readonly string[]): Read => {
  const reads = paths.map((path) => readOne(resolve(directory, path)))
  return { files: reads.flatMap(({ files }) => files), diagnostics: reads.flatMap(({ diagnostics }) => diagnostics) }
}

const loweredRisks = ({ title }: Platform, lowered: readonly LoweredRisk[]): Diagnostics => {
  const say = (applied: boolean, summary: string, detail: string): Diagnostics => {
    const lines = lowered
      .filter((one) => one.applied === applied)
      .map(({ value, shipped, wanted }) => `- ${value}: ${shipped} to ${wanted}`)
    return lines.length === 0 ? [] : [warning(summary, `${detail}\n${lines.join('\n')}`)]
  }
  return [
    ...say(
      true,
      `Catalogs lower the risk of permissions of ${title}`,
      'These count for less than what ships with the provider says:',
    ),
    ...say(
      false,
      `Catalogs in .rolecall do not lower the risk of permissions of ${title}`,
      'Only a catalog that the provider block names in `catalogs` may do that. These stay as they ship:',
    ),
  ]
}

/** `trusted` are those of the provider block: whoever may change it may also change the limit. */
export type CatalogSources = { readonly workspace: readonly CatalogFile[]; readonly trusted: readonly CatalogFile[] }

const filesOf = ({ key }: Platform, { workspace, trusted }: CatalogSources): readonly CatalogFile[] =>
  [...workspace, ...trusted].filter(({ platform }) => platform === key)

/** Whether there is more than what ships. */
export const isExtended = (platform: Platform, sources: CatalogSources): boolean =>
  filesOf(platform, sources).length > 0

/** One platform's catalog, and what its files wanted to play down. */
export const mergeCatalogs = (
  platform: Platform,
  sources: CatalogSources,
): { catalog: Catalog; diagnostics: Diagnostics } => {
  const files = filesOf(platform, sources)
  const { catalog, lowered } = createCatalog(platform, files, { trust: (file) => sources.trusted.includes(file) })
  return { catalog, diagnostics: loweredRisks(platform, lowered) }
}
