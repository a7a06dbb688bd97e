/** Which permissions the shipped catalogs know, with their risk. */

import type { CatalogFile, Permission } from '@rolecall/shared/model/catalog.js'
import { compareRisk } from '@rolecall/shared/model/risk.js'
import type { Platform, Scope } from '@rolecall/shared/platforms/platform.js'
import { platforms } from '@rolecall/shared/platforms/registry.js'
import { frontMatter } from './markdown.js'

const cell = (text: string): string => text.replace(/[|<]/g, String.raw`\$&`)

const byRisk = (a: Permission, b: Permission): number =>
  compareRisk(b.risk ?? 'low', a.risk ?? 'low') || (a.value < b.value ? -1 : 1)

/** One that is renamed or deprecated is RC004: it is not for new roles. */
const isCurrent = ({ status }: Permission): boolean => status !== 'renamed' && status !== 'deprecated'

const table = (permissions: readonly Permission[]): string =>
  [
    '| permission | risk | what it allows |',
    '|---|---|---|',
    ...permissions.map(
      ({ value, risk, description }) => `| \`${cell(value)}\` | ${risk ?? ''} | ${cell(description)} |`,
    ),
    '',
  ].join('\n')

const scopeSection = ({ name, description }: Scope, permissions: readonly Permission[]): string =>
  `### \`${name}\`\n\n${description}\n\n${table(permissions.filter(({ scopes }) => scopes.includes(name)).toSorted(byRisk))}`

const says: Readonly<Record<CatalogFile['coverage'], string>> = {
  closed: 'The list is complete.',
  open: 'The list is what the platform documents; the service may know more.',
  unconfirmed:
    'The platform publishes no permission strings. These are labels of its console, and what is not among them is not called unknown.',
}

const platformSection = ({ key, title, scopes, catalog }: Platform): string => {
  const { coverage, retrieved, source, permissions } = catalog
  const current = permissions.filter(isCurrent)
  if (current.length === 0)
    return `## ${title}\n\nThe platform publishes no list. [\`rolecall catalog refresh ${key}\`](command.md#rolecall-catalog) learns from the roles that exist.\n`
  return [
    `## ${title}\n`,
    `${says[coverage]} From <${source}>, ${retrieved}.\n`,
    ...scopes.map((scope) => scopeSection(scope, current)),
  ].join('\n')
}

export const permissionsPage = {
  path: 'guides/permissions.md',
  text: [
    frontMatter('Permissions, with their risk', 'What the shipped catalogs know of each platform.'),
    '# Permissions, with their risk\n',
    'What the catalogs that ship with this version know, most severe first. `rolecall catalog show PLATFORM` prints the ' +
      'catalog that counts in your directory, [your own catalog files](catalogs.md) among it.\n',
    'Reading is `low`, except secret values, which are `high`. Creating and updating is `medium`. Deleting, rotating and ' +
      'handling secrets is `high`. Writing roles, members or tokens is `admin`. A role counts as its riskiest permission: ' +
      'that is its blast radius, which `max_blast_radius` limits.\n',
    ...platforms.map(platformSection),
  ].join('\n'),
}
