import type { Grantable } from './permissions.js'
import { permissionOf } from './permissions.js'

export const scopeTypes = ['ORGANIZATION', 'WORKSPACE', 'DEPLOYMENT', 'DAG'] as const

export type ScopeType = (typeof scopeTypes)[number]

/** A default role or a template: neither has an id. */
export type NamedRole = {
  readonly name: string
  readonly description: string
  readonly scopeType: ScopeType
  readonly permissions: readonly string[]
}

type Choice = (permission: string) => boolean

const choose = (grantable: readonly Grantable[], chosen: Choice): string[] => grantable.map(permissionOf).filter(chosen)

const isOf =
  (...prefixes: readonly string[]): Choice =>
  (permission) =>
    prefixes.some((prefix) => permission.startsWith(prefix))

const isSeen: Choice = (permission) =>
  permission === 'deployment.get' ||
  (isOf('deployment.airflow.')(permission) &&
    permission.endsWith('.get') &&
    permission !== 'deployment.airflow.adminMenu.get')

const isAuthored: Choice = (permission) =>
  isSeen(permission) ||
  isOf('deployment.deploys.', 'deployment.airflow.dagRun.', 'deployment.airflow.taskInstance.')(permission)

const isOperated: Choice = (permission) =>
  isAuthored(permission) || isOf('deployment.apiTokens.', 'deployment.airflow.')(permission)

/** The documents tell in prose what the templates allow, not which permissions they hold; this follows the prose. */
export const roleTemplates = (grantable: readonly Grantable[]): readonly NamedRole[] => [
  {
    name: 'Deployment_Viewer',
    description: 'Sees Airflow, without its Admin menu.',
    scopeType: 'DEPLOYMENT',
    permissions: choose(grantable, isSeen),
  },
  {
    name: 'Deployment_Author',
    description: 'Deploys code and runs DAGs.',
    scopeType: 'DEPLOYMENT',
    permissions: choose(grantable, isAuthored),
  },
  {
    name: 'Deployment_Operator',
    description: 'Runs Airflow and issues API tokens.',
    scopeType: 'DEPLOYMENT',
    permissions: choose(grantable, isOperated),
  },
]

const seeRoles = ['organization.customRoles.get']
const writeRoles = ['create', 'update', 'delete'].map((action) => `organization.customRoles.${action}`)
const notifications = ['workspace.notificationChannels.get']

/**
 * The names are documented, their permissions are not: those above Deployments are cut down to what
 * some document names.
 */
export const defaultRoles = (grantable: readonly Grantable[]): readonly NamedRole[] => {
  const rows: readonly (readonly [string, ScopeType, string, readonly string[]])[] = [
    ['ORGANIZATION_OWNER', 'ORGANIZATION', 'Everything in the Organization.', [...seeRoles, ...writeRoles]],
    ['ORGANIZATION_BILLING_ADMIN', 'ORGANIZATION', 'Billing.', []],
    ['ORGANIZATION_OBSERVE_ADMIN', 'ORGANIZATION', 'Everything in Observe.', []],
    ['ORGANIZATION_OBSERVE_MEMBER', 'ORGANIZATION', 'Sees Observe.', []],
    ['ORGANIZATION_MEMBER', 'ORGANIZATION', 'Belongs to the Organization.', seeRoles],
    ['WORKSPACE_OWNER', 'WORKSPACE', 'Everything in the Workspace.', notifications],
    ['WORKSPACE_OPERATOR', 'WORKSPACE', 'Runs the Deployments of the Workspace.', notifications],
    ['WORKSPACE_AUTHOR', 'WORKSPACE', 'Deploys to the Deployments of the Workspace.', notifications],
    ['WORKSPACE_MEMBER', 'WORKSPACE', 'Sees the Workspace.', notifications],
    ['WORKSPACE_ACCESSOR', 'WORKSPACE', 'May enter the Workspace.', []],
    ['DEPLOYMENT_ADMIN', 'DEPLOYMENT', 'Everything in the Deployment.', choose(grantable, isOf('deployment.'))],
    ['DEPLOYMENT_ACCESSOR', 'DEPLOYMENT', 'May enter the Deployment.', ['deployment.get']],
    ['DAG_VIEWER', 'DAG', 'Sees the DAG.', ['dag.airflow.dag.get']],
    ['DAG_AUTHOR', 'DAG', 'Changes the DAG.', choose(grantable, isOf('dag.'))],
  ]
  return rows.map(([name, scopeType, description, permissions]) => ({ name, scopeType, description, permissions }))
}
