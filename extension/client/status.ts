import * as vscode from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { CatalogStatus, ServerStatus } from '../server/requests.js'
import { statusNotification } from '../server/requests.js'
import { documentSelector } from './selector.js'

const dayLength = 86_400_000

/** A bundled list of permissions goes stale within months. */
const oldAge = 180

const daysSince = (date: string): number => Math.max(0, Math.floor((Date.now() - Date.parse(date)) / dayLength))

const ageOf = (days: number): string => (days === 0 ? 'from today' : `${days} day${days === 1 ? '' : 's'} old`)

const describe = ({ platform, coverage, retrieved, permissions }: CatalogStatus): string =>
  permissions === 0 ? `${platform}: no list` : `${platform}: ${permissions} ${coverage}, ${ageOf(daysSince(retrieved))}`

const oldestOf = (catalogs: readonly CatalogStatus[]): number =>
  Math.max(0, ...catalogs.filter(({ permissions }) => permissions > 0).map(({ retrieved }) => daysSince(retrieved)))

/** What the server last said of itself, in the status bar. `catalogs` waits until it has said something. */
export type StatusView = vscode.Disposable & { catalogs(): Promise<readonly CatalogStatus[]> }

/** The age of the catalogs, and what is limited or not trusted. */
export const createStatus = (client: BaseLanguageClient): StatusView => {
  let said: readonly CatalogStatus[] = []
  let tell: () => void = () => undefined
  const told = new Promise<void>((resolve) => (tell = resolve))
  const item = vscode.languages.createLanguageStatusItem('rolecall', [...documentSelector])
  item.name = 'Rolecall'
  item.text = 'Rolecall'
  item.busy = true
  item.command = { command: 'rolecall.showOutput', title: 'Show output' }

  const show = ({ catalogs, limits }: ServerStatus): void => {
    const restricted = vscode.workspace.isTrusted
      ? []
      : ['Restricted mode: the configuration and catalogs of this workspace are not applied.']
    const age = oldestOf(catalogs)
    const stale = age > oldAge ? [`A catalog is ${age} days old.`] : []
    const warnings = [...restricted, ...limits, ...stale]
    said = catalogs
    tell()
    item.busy = false
    item.text = `Rolecall: catalogs ${ageOf(age)}`
    item.detail = [...warnings, ...catalogs.map(describe)].join(' · ')
    item.severity =
      warnings.length > 0 ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information
  }
  const notifications = client.onNotification(statusNotification, show)
  return {
    catalogs: async () => {
      await told
      return said
    },
    dispose: () => {
      item.dispose()
      notifications.dispose()
    },
  }
}
