/** From the provider block, the environment and `.rolecall` to a client. */

import type { Risk } from '@rolecall/shared/model/risk.js'
import { isRisk } from '@rolecall/shared/model/risk.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import type { RolecallFolder } from '@rolecall/shared/workspace/folder.js'
import type { Diagnostics } from '../framework/diagnostic.js'
import { warning } from '../framework/diagnostic.js'
import type { Logger } from '../framework/resource.js'
import { prepareRequests } from '../http/client.js'
import type { HttpEnvironment, PlatformAdapter, Retry } from '../platforms/role-api.js'
import { Decimal } from '../value/decimal.js'
import type { Value, ValueRecord } from '../value/value.js'
import { version } from '../version.js'
import { isExtended, mergeCatalogs, readCatalogs, unusableCatalog } from './catalogs.js'
import type { RoleClient } from './client.js'
import { createRoleClient } from './client.js'
import { configProblems } from './config-problems.js'
import type { Patience } from './patience.js'
import type { EnvironmentVariables, GivenSettings } from './settings.js'
import { settingsOf, settingsProblem } from './settings.js'
import { severitiesOf } from './severity.js'
import { asRecord, asText } from './values.js'
import { readWorkspace } from './workspace.js'

/** What surrounds the process. */
export type Dependencies = {
  readonly adapters: readonly PlatformAdapter[]
  readonly environment: EnvironmentVariables
  /** Where Terraform runs. */
  readonly directory: () => string
  readonly patience: Patience
  /** Time and chance of the HTTP client; the system's where it is left out. */
  readonly timing?: HttpEnvironment['timing']
}

const defaultRetry: Retry = { maxAttempts: 5, maxWaitSeconds: 120 }

const numberOf = (value: Value | undefined, fallback: number): number =>
  value instanceof Decimal ? value.toNumber() : fallback

const retryOf = (value: Value | undefined): Retry => {
  const given = asRecord(value)
  return {
    maxAttempts: numberOf(given?.['max_attempts'], defaultRetry.maxAttempts),
    maxWaitSeconds: numberOf(given?.['max_wait_seconds'], defaultRetry.maxWaitSeconds),
  }
}

const limitOf = (value: Value | undefined, workspace: Risk | null): Risk | null => {
  if (value === unknown) return null
  const text = asText(value)
  return text !== null && isRisk(text) ? text : workspace
}

const texts = (value: Value | undefined): readonly string[] =>
  Array.isArray(value) ? (value as readonly Value[]).filter((item) => typeof item === 'string') : []

const workspaceProblems = ({ configProblems: config, unusedCatalogs }: RolecallFolder): Diagnostics => [
  ...config.map(({ code, file, message, range }) =>
    warning(`${file}, line ${range.start.line + 1}: ${message} (${code})`, 'What else the file says holds.'),
  ),
  ...unusedCatalogs.map(({ file, error }) => unusableCatalog(file, error)),
]

type Reached = ReadonlyMap<PlatformAdapter, GivenSettings>

/** Node says this itself, on a stderr of which terraform shows nothing. */
const uncheckedTls = (environment: EnvironmentVariables, reached: Reached): Diagnostics => {
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0') return []
  const isOverTls = ([adapter, settings]: readonly [PlatformAdapter, GivenSettings]): boolean =>
    (settingsProblem(adapter, settings)?.late ?? true) && !/^http:/i.test(String(settings['base_url'] ?? ''))
  if (![...reached].some(isOverTls)) return []
  return [
    warning(
      'TLS certificates are not checked',
      'NODE_TLS_REJECT_UNAUTHORIZED is 0 in the environment, so anyone on the way can pass for a platform, read its ' +
        'credential and answer in its place. Unset it; NODE_EXTRA_CA_CERTS=FILE adds an authority of your own.',
    ),
  ]
}

/** A platform is asked for credentials only when one of its resources needs them, so nothing is missing here. */
export const configureRoles = async (
  config: ValueRecord,
  surroundings: Dependencies,
  { terraformVersion, log }: { readonly terraformVersion: string; readonly log: Logger },
): Promise<{ client: RoleClient; diagnostics: Diagnostics }> => {
  const { adapters, environment, patience, timing } = surroundings
  const directory = surroundings.directory()
  const workspace = await readWorkspace(directory)
  const named = readCatalogs(directory, texts(config['catalogs']))
  const sources = { workspace: (workspace?.catalogs ?? []).map(({ catalog }) => catalog), trusted: named.files }
  const settings = new Map(adapters.map((adapter) => [adapter, settingsOf(config, adapter, environment)]))
  // What ships is read where a role is rated by it, and so of no platform that has no roles here.
  const extended = adapters.filter(({ platform }) => isExtended(platform, sources))
  const merged = extended.map((adapter) => ({ adapter, ...mergeCatalogs(adapter.platform, sources) }))
  // Terraform is busy for a moment before it asks for the first role.
  setImmediate(prepareRequests)
  const client = createRoleClient({
    settings,
    catalogs: new Map(merged.map(({ adapter, catalog }) => [adapter, catalog])),
    http: {
      retry: retryOf(config['retry']),
      userAgent: `terraform-provider-rolecall/${version} (terraform ${terraformVersion})`,
      log,
      variables: environment,
      ...(timing && { timing }),
    },
    limit: limitOf(config['max_blast_radius'], workspace?.config.maxBlastRadius ?? null),
    severities: { ...workspace?.config.severity, ...severitiesOf(config['severity']) },
    refresh: config['refresh'] === 'get' ? 'get' : 'list',
    patience,
  })
  return {
    client,
    diagnostics: [
      ...configProblems(config, adapters),
      ...uncheckedTls(environment, settings),
      ...(workspace === null ? [] : workspaceProblems(workspace)),
      ...named.diagnostics,
      ...merged.flatMap(({ diagnostics }) => diagnostics),
    ],
  }
}
