import { permissionOf } from './permissions.js'
import type { Grantable } from './permissions.js'

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

const isOf = (...prefixes: readonly string[]): Choice => (permission) => prefixes.some((prefix) => permission.startsWith(prefix))

const isSeen: Choice = (permission) =>
  permission === 'deployment.get' ||
  (isOf('deployment.airflow.')(permission) && permission.endsWith('.get') && permission !== 'deployment.airflow.adminMenu.get')

const isAuthored: Choice = (permission) =>
  isSeen(permission) || isOf('deployment.deploys.', 'deployment.airflow.dagRun.', 'deployment.airflow.taskInstance.')(permission)

const isOperated: Choice = (permission) => isAuthored(permission) || isOf('deployment.apiTokens.', 'deployment.airflow.')(permission)

/** The documents tell in prose what the templates allow, not which permissions they hold; this follows the prose. */
export const roleTemplates = (grantable: readonly Grantable[]): readonly NamedRole[] => [
  { name: 'Deployment_Viewer', description: 'Sees Airflow, without its Admin menu.', scopeType: 'DEPLOYMENT', permissions: choose(grantable, isSeen) },
  { name: 'Deployment_Author', description: 'Deploys code and runs DAGs.', scopeType: 'DEPLOYMENT', permissions: choose(grantable, isAuthored) },
  { name: 'Deployment_Operator', description: 'Runs Airflow and issues API tokens.', scopeType: 'DEPLOYMENT', permissions: choose(grantable, isOperated) },
]

const customRoles = ['get', 'create', 'update', 'delete'].map((action) => `organization.customRoles.${action}`)
const notifications = ['workspace.notificationChannels.get']

/** The names are documented, their permissions are not: those above Deployments are cut down to what some document names. */
export const defaultRoles = (grantable: readonly Grantable[]): readonly NamedRole[] => [
  { name: 'ORGANIZATION_OWNER', description: 'Everything in the Organization.', scopeType: 'ORGANIZATION', permissions: customRoles },
  { name: 'ORGANIZATION_BILLING_ADMIN', description: 'Billing.', scopeType: 'ORGANIZATION', permissions: [] },
  { name: 'ORGANIZATION_OBSERVE_ADMIN', description: 'Everything in Observe.', scopeType: 'ORGANIZATION', permissions: [] },
  { name: 'ORGANIZATION_OBSERVE_MEMBER', description: 'Sees Observe.', scopeType: 'ORGANIZATION', permissions: [] },
  { name: 'ORGANIZATION_MEMBER', description: 'Belongs to the Organization.', scopeType: 'ORGANIZATION', permissions: ['organization.customRoles.get'] },
  { name: 'WORKSPACE_OWNER', description: 'Everything in the Workspace.', scopeType: 'WORKSPACE', permissions: notifications },
  { name: 'WORKSPACE_OPERATOR', description: 'Runs the Deployments of the Workspace.', scopeType: 'WORKSPACE', permissions: notifications },
  { name: 'WORKSPACE_AUTHOR', description: 'Deploys to the Deployments of the Workspace.', scopeType: 'WORKSPACE', permissions: notifications },
  { name: 'WORKSPACE_MEMBER', description: 'Sees the Workspace.', scopeType: 'WORKSPACE', permissions: notifications },
  { name: 'WORKSPACE_ACCESSOR', description: 'May enter the Workspace.', scopeType: 'WORKSPACE', permissions: [] },
  { name: 'DEPLOYMENT_ADMIN', description: 'Everything in the Deployment.', scopeType: 'DEPLOYMENT', permissions: choose(grantable, isOf('deployment.')) },
  { name: 'DEPLOYMENT_ACCESSOR', description: 'May enter the Deployment.', scopeType: 'DEPLOYMENT', permissions: ['deployment.get'] },
  { name: 'DAG_VIEWER', description: 'Sees the DAG.', scopeType: 'DAG', permissions: ['dag.airflow.dag.get'] },
  { name: 'DAG_AUTHOR', description: 'Changes the DAG.', scopeType: 'DAG', permissions: choose(grantable, isOf('dag.')) },
]
