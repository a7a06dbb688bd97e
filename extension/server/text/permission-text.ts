/** What is said of a permission, a pattern or the start of some, as Markdown. */
import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { matchPattern } from '@rolecall/shared/catalog/pattern.js'
import type { Permission } from '@rolecall/shared/model/catalog.js'
import type { Risk } from '@rolecall/shared/model/risk.js'
import { code, escapeMarkdown, link } from './markdown.js'

/** A symbol beside the word: nothing is said by colour alone. */
const riskSymbols: Readonly<Record<Risk, string>> = { low: '○', medium: '◐', high: '●', admin: '★' }

const maximumListed = 15

export const riskText = (risk: Risk | null): string => (risk === null ? 'not rated' : `${riskSymbols[risk]} ${risk}`)

const scopesText = ({ scopes }: Permission, catalog: Catalog): string => {
  const titles = scopes.map((name) => catalog.platform.scopes.find((scope) => scope.name === name)?.title ?? name)
  return titles.length === 0 ? '' : `Scope: ${titles.map(escapeMarkdown).join(', ')}`
}

const statusText = (permission: Permission, catalog: Catalog): string => {
  const { status, replacedBy } = permission
  const instead = replacedBy.length > 0 ? ` Grant ${replacedBy.map(code).join(', ')} instead.` : ''
  if (status === 'deprecated' || status === 'renamed')
    return `**${status === 'renamed' ? 'Renamed' : 'Deprecated'}.**${instead}`
  if (status !== 'unconfirmed') return ''
  const { title, key } = catalog.platform
  const refresh = code(`rolecall catalog refresh ${key}`)
  return catalog.coverage === 'unconfirmed'
    ? `${title} documents this only as a label of its console. ${refresh} learns the real strings.`
    : `Whether ${title} has this is not certain. ${refresh} asks it.`
}

const sourceText = ({ source, since }: Permission, catalog: Catalog): string => {
  const parts = [
    since === null ? '' : `since ${escapeMarkdown(since)}`,
    source === null ? '' : link('documentation', source),
    `catalog of ${escapeMarkdown(catalog.retrieved)}`,
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

const lines = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n')

export const permissionText = (permission: Permission, catalog: Catalog): string =>
  lines([
    code(permission.value),
    escapeMarkdown(permission.description),
    [scopesText(permission, catalog), `Risk: ${riskText(permission.risk)}`].filter((part) => part !== '').join(' · '),
    statusText(permission, catalog),
    sourceText(permission, catalog),
  ])

/** For one that no catalog has. The problem stands above it and says that, so this says only what to do. */
export const unknownText = (value: string, catalog: Catalog): string => {
  const { key, title } = catalog.platform
  const refresh = code(`rolecall catalog refresh ${key}`)
  return catalog.permissions.length === 0
    ? lines([
        code(value),
        `${title} publishes no list of permissions. ${refresh} learns them from the roles that exist.`,
      ])
    : `Newer than the catalog of ${escapeMarkdown(catalog.retrieved)}? ${refresh} reads what ${title} has today.`
}

const listText = (permissions: readonly Permission[]): string => {
  const shown = permissions.slice(0, maximumListed).map(({ value, risk }) => `- ${code(value)} (${riskText(risk)})`)
  const more = permissions.length - shown.length
  return [...shown, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n')
}

export const countText = (count: number): string => `${count} permission${count === 1 ? '' : 's'}`

export const patternText = (pattern: string, catalog: Catalog, scope: string | null): string => {
  if (catalog.coverage === 'unconfirmed') {
    return lines([code(pattern), `A pattern cannot be expanded: of ${catalog.platform.title} only labels are known.`])
  }
  const matched = matchPattern(pattern, catalog, scope)
  const says =
    matched.length === 0 ? 'This pattern stands for no permission.' : `Stands for ${countText(matched.length)}:`
  return lines([code(pattern), says, listText(matched), `From the catalog of ${escapeMarkdown(catalog.retrieved)}.`])
}

export const segmentText = (start: string, catalog: Catalog, scope: string | null): string => {
  const found = catalog.inScope(scope).filter(({ value }) => value.startsWith(start))
  return lines([`${countText(found.length)} start with ${code(start)}`, listText(found)])
}
