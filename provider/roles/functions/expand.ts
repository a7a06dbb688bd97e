import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { createCatalog, shippedCatalog } from '@rolecall/shared/catalog/catalog.js'
import { expandPermissions, isPattern, patternProblem } from '@rolecall/shared/catalog/pattern.js'
import { readCatalogFile } from '@rolecall/shared/catalog/read.js'
import type { CatalogFile } from '@rolecall/shared/model/catalog.js'
import type { Platform } from '@rolecall/shared/platforms/platform.js'
import type { ProviderFunction } from '../../framework/provider.js'
import type { Value } from '../../value/value.js'
import type { Wrong } from './arguments.js'
import { isWrong, platformParameter, readPlatform, readTexts, texts } from './arguments.js'

const firstCatalog = 2

const catalogFrom = (platform: Platform, given: readonly Value[]): Catalog | Wrong => {
  const files: CatalogFile[] = []
  for (const [index, text] of given.entries()) {
    const read = readCatalogFile(typeof text === 'string' ? text : '')
    if ('error' in read) return { error: `This is no catalog: ${read.error}`, argument: firstCatalog + index }
    files.push(read.catalog)
  }
  return files.length === 0 ? shippedCatalog(platform) : createCatalog(platform, files).catalog
}

/** A function cannot warn, so a pattern that would grant nothing is an error. */
const patternsProblem = (
  patterns: readonly string[],
  empty: readonly string[],
  { platform, coverage }: Catalog,
): Wrong | null => {
  for (const pattern of patterns.filter(isPattern)) {
    const problem = patternProblem(pattern, platform.permission.separator)
    if (problem !== null)
      return { error: `The pattern ${JSON.stringify(pattern)} cannot be used. ${problem}`, argument: 1 }
  }
  const [first] = empty
  if (first === undefined) return null
  const why =
    coverage === 'unconfirmed'
      ? `What ${platform.title} can grant is not known; give a catalog that lists it, for example file(".rolecall/catalog.${platform.key}.json").`
      : `No permission of the ${platform.title} catalog matches it.`
  return { error: `The pattern ${JSON.stringify(first)} stands for nothing. ${why}`, argument: 1 }
}

export const expandFunction: ProviderFunction = {
  name: 'expand',
  summary: 'Permissions that patterns stand for',
  description:
    'Gives the permissions that patterns stand for: a segment `*` is exactly one segment, a final `**` one or more. ' +
    'What is no pattern stays as it is, and each permission comes once. A pattern that matches nothing is an error.',
  parameters: [platformParameter, { name: 'patterns', type: texts, description: 'Permissions and patterns.' }],
  variadic: {
    name: 'catalog_json',
    type: 'string',
    description: 'Contents of catalog files to count beside what ships with the provider.',
  },
  returns: texts,
  call: ([platformKey, given, ...files]) => {
    const platform = readPlatform(platformKey)
    if (isWrong(platform)) return platform
    const catalog = catalogFrom(platform, files)
    if (isWrong(catalog)) return catalog
    const patterns = readTexts(given)
    const { values, empty } = expandPermissions(patterns, catalog, null)
    return patternsProblem(patterns, empty, catalog) ?? { value: values }
  },
}
