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

/** The age of the catalogs, and what is limited or not trusted. */
export const createStatus = (client: BaseLanguageClient): vscode.Disposable => {
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
    const said = [...restricted, ...limits, ...stale]
    item.busy = false
    item.text = `Rolecall: catalogs ${ageOf(age)}`
    item.detail = [...said, ...catalogs.map(describe)].join(' · ')
    item.severity = said.length > 0 ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information
  }
  const notifications = client.onNotification(statusNotification, show)
  return vscode.Disposable.from(item, notifications)
}
