/** Which permissions a pattern stands for, as far as the catalogs tell when the app runs. */
import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { isPattern, matchPattern } from '@rolecall/shared/catalog/pattern.js'
import { namesOf, quote } from '@rolecall/shared/model/wording.js'
import { platforms } from '@rolecall/shared/platforms/registry.js'
import { emptyPattern, emptyPatternReason } from '@rolecall/shared/rules/empty-pattern.js'
import { severityAtSynth } from '@rolecall/shared/rules/severity.js'
import { Token } from '../core.js'
import { rulesHere } from './rules-here.js'

export const catalogHere = (platform: string): Catalog => rulesHere().catalogOf(platform)

/** Refuses a pattern without a match, unless the configuration lets it pass. */
const nothing = (reason: string): readonly string[] => {
  if (severityAtSynth(rulesHere().config.severity)[emptyPattern.code] !== 'error') return []
  throw new Error(`${emptyPattern.code} ${reason}`)
}

const valuesOf = (pattern: string, catalog: Catalog): readonly string[] =>
  matchPattern(pattern, catalog, null).map(({ value }) => value)

/** What is not known before Terraform plans has no permissions yet. */
const refuseToken = (pattern: string): void => {
  if (!Token.isUnresolved(pattern)) return
  throw new Error(
    'A pattern that is known only to Terraform cannot be expanded at synth: use the function `expand` of the provider, or write the pattern out.',
  )
}

export const matchedIn = (pattern: string, catalog: Catalog): readonly string[] => {
  refuseToken(pattern)
  const values = valuesOf(pattern, catalog)
  return values.length > 0 ? values : nothing(emptyPatternReason(pattern, null, catalog))
}

export type Matched = { readonly values: readonly string[]; readonly catalog: Catalog | null }

/** Of the one platform that has such permissions. */
export const matchedAnywhere = (pattern: string): Matched => {
  refuseToken(pattern)
  const matches = platforms
    .map(({ key }) => catalogHere(key))
    .map((catalog) => ({ catalog, values: valuesOf(pattern, catalog) }))
    .filter(({ values }) => values.length > 0)
  const [found, ...others] = matches
  if (found && others.length === 0) return found
  if (found) {
    const titles = namesOf(matches.map(({ catalog }) => catalog.platform.title))
    const calls = namesOf(matches.map(({ catalog }) => `\`permissions.${catalog.platform.key}.matching\``))
    throw new Error(`${quote(pattern)} matches permissions of ${titles}. Say which you mean: ${calls}.`)
  }
  const unknown = platforms.filter(({ key }) => catalogHere(key).coverage === 'unconfirmed')
  const refresh = namesOf(unknown.map(({ key }) => `\`rolecall catalog refresh ${key}\``))
  const hint =
    unknown.length > 0
      ? ` Those of ${namesOf(unknown.map(({ title }) => title))} are not known: ${refresh} asks for them.`
      : ''
  return { values: nothing(`${quote(pattern)} matches no permission.${hint}`), catalog: null }
}

/** Permissions as they are, and what patterns among them stand for. */
export const expanded = (items: readonly string[], catalog: Catalog | null): string[] =>
  items.flatMap((item) => {
    if (Token.isUnresolved(item) || !isPattern(item)) return [item]
    return [...(catalog ? matchedIn(item, catalog) : matchedAnywhere(item).values)]
  })
