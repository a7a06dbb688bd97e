/** What the service lets a custom role grant. https://www.astronomer.io/docs/astro/deployment-role-reference */

export type Grantable = {
  readonly group: string
  readonly action: string
  readonly description: string
  readonly scope: 'DEPLOYMENT' | 'DAG'
}

/** Group, what it is about, and the actions on it. */
const table: readonly (readonly [group: string, about: string, actions: string])[] = [
  ['deployment', 'the Deployment', 'get update delete'],
  ['deployment.agents', 'remote execution agents', 'get update delete'],
  ['deployment.agentTokens', 'tokens of remote execution agents', 'create update delete'],
  ['deployment.airflow.adminMenu', "Airflow's Admin menu", 'get'],
  ['deployment.airflow.astronomer', "Airflow's Astronomer menu", 'get'],
  ['deployment.airflow.auditLog', "Airflow's audit log", 'get'],
  ['deployment.airflow.browseMenu', "Airflow's Browse menu", 'get'],
  ['deployment.airflow.clusterActivity', 'the cluster activity page', 'get'],
  // The reference's copies differ in the name of the page's permission, so the service knows both.
  ['deployment.airflow.config', "Airflow's configuration page", 'get'],
  ['deployment.airflow.configMenu', "Airflow's configuration page", 'get'],
  ['deployment.airflow.connection', 'connections', 'get create update delete'],
  ['deployment.airflow.customMenu', 'menu entries of plugins', 'get'],
  ['deployment.airflow.dag', 'DAGs', 'get update delete'],
  ['deployment.airflow.dagCode', 'the source of DAGs', 'get'],
  ['deployment.airflow.dagDependencies', 'dependencies between DAGs', 'get'],
  ['deployment.airflow.dagRun', 'DAG runs', 'get create update delete'],
  ['deployment.airflow.datasets', 'datasets', 'get'],
  ['deployment.airflow.docs', "Airflow's documentation links", 'get'],
  ['deployment.airflow.importError', 'import errors', 'get'],
  ['deployment.airflow.job', 'scheduler jobs', 'get'],
  ['deployment.airflow.plugin', 'plugins', 'get'],
  ['deployment.airflow.pool', 'pools', 'get create update delete'],
  ['deployment.airflow.provider', 'provider packages', 'get'],
  ['deployment.airflow.slaMiss', 'missed service levels', 'get'],
  ['deployment.airflow.taskInstance', 'task instances', 'get create update delete'],
  ['deployment.airflow.taskLog', 'task logs', 'get'],
  ['deployment.airflow.taskReschedule', 'rescheduled tasks', 'get'],
  ['deployment.airflow.trigger', 'triggers', 'get'],
  ['deployment.airflow.variable', 'variables', 'get create update delete'],
  ['deployment.airflow.website', "Airflow's start page", 'get'],
  ['deployment.airflow.xcom', 'values passed between tasks', 'get delete'],
  ['deployment.alerts', 'alerts', 'get create update delete'],
  ['deployment.apiTokens', "the Deployment's API tokens", 'get create update delete rotate'],
  ['deployment.deploys', 'deploys', 'get create update'],
  ['deployment.envObjects', 'environment objects', 'get create update delete'],
  ['deployment.logs', 'logs', 'get'],
  ['deployment.metrics', 'metrics', 'get'],
  ['deployment.teams', "Teams' access to the Deployment", 'get delete'],
  ['deployment.users', "users' access to the Deployment", 'get delete'],
  ['dag.airflow.dag', 'the DAG', 'get'],
]

const verbs: Readonly<Record<string, string>> = {
  get: 'See',
  create: 'Make',
  update: 'Change',
  delete: 'Remove',
  rotate: 'Rotate',
}

const scopeOf = (group: string): Grantable['scope'] =>
  group === 'dag' || group.startsWith('dag.') ? 'DAG' : 'DEPLOYMENT'

const entry = (group: string, action: string, about: string): Grantable => ({
  group,
  action,
  description: `${verbs[action] ?? 'Use'} ${about}.`,
  scope: scopeOf(group),
})

const fromValue = (value: string): Grantable => {
  const dot = value.lastIndexOf('.')
  return entry(value.slice(0, Math.max(dot, 0)), value.slice(dot + 1), value)
}

/** A permission string is its group and its action, with a dot between. */
export const permissionOf = ({ group, action }: Grantable): string => `${group}.${action}`

/** Everything that may be granted: what is documented and `extra`, which a newer service may have. */
export const grantablePermissions = (extra: readonly string[]): readonly Grantable[] => [
  ...table.flatMap(([group, about, actions]) => actions.split(' ').map((action) => entry(group, action, about))),
  ...extra.map(fromValue),
]

export type PermissionGroup = {
  readonly name: string
  readonly scope: string
  readonly description: string
  readonly permissions: readonly { readonly action: string; readonly description: string }[]
}

/** `deployment.airflow.dagRun` is shown as "Deployment Airflow DagRun". */
const displayName = (group: string): string =>
  group
    .split('.')
    .map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}`)
    .join(' ')

/** The catalog as ListPermissionGroups gives it. */
export const permissionGroups = (grantable: readonly Grantable[]): readonly PermissionGroup[] => {
  const names = [...new Set(grantable.map(({ group }) => group))]
  return names.map((name) => ({
    name,
    scope: displayName(name),
    description: `Permissions of ${displayName(name)}.`,
    permissions: grantable
      .filter(({ group }) => group === name)
      .map(({ action, description }) => ({ action, description })),
  }))
}
