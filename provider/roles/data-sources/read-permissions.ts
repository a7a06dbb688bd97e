import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import { isInScope } from '@rolecall/shared/catalog/catalog.js'
import type { Permission } from '@rolecall/shared/model/catalog.js'
import type { Answer, PlatformAdapter, ServedPermission } from '../../platforms/role-api.js'
import type { Value, ValueRecord } from '../../value/value.js'
import { dataSourceError } from '../causes.js'
import { answerWarnings } from '../diagnose.js'
import type { RoleOperation } from '../operation.js'
import { asText } from '../values.js'
import type { Told } from './outcome.js'
import { keepGiven, refused } from './outcome.js'
import { adapterOf, permissionProblems, permissionsType } from './permission-arguments.js'

const toldPermission = (permission: Permission): ValueRecord => ({
  value: permission.value,
  label: permission.label,
  scopes: permission.scopes,
  description: permission.description,
  risk: permission.risk,
  status: permission.status,
  replaced_by: permission.replacedBy,
})

/** The platform says what there is, and the catalog what else is known of it. */
const enriched = (served: ServedPermission, catalog: Catalog): Permission => {
  const known = catalog.find(served.value)
  return {
    status: 'learned',
    since: null,
    replacedBy: [],
    source: null,
    risk: null,
    ...known,
    ...served,
    label: served.label ?? known?.label ?? null,
    description: served.description || (known?.description ?? ''),
  }
}

const byValue = (one: Permission, other: Permission): number => (one.value < other.value ? -1 : 1)

const day = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10)

type Listed = { readonly permissions: readonly Permission[]; readonly retrieved: string; readonly source: string }

const live = (
  { value, serverTime }: Extract<Answer<readonly ServedPermission[]>, { readonly ok: true }>,
  catalog: Catalog,
): Listed => ({
  permissions: value.map((served) => enriched(served, catalog)).sort(byValue),
  retrieved: day(serverTime ?? Date.now()),
  source: 'live',
})

const shipped = ({ permissions, retrieved }: Catalog): Listed => ({ permissions, retrieved, source: 'shipped' })

const told = ({ permissions, ...about }: Listed, config: ValueRecord): ValueRecord => {
  const scope = asText(config['scope'])
  const wanted: Value = permissions.filter((permission) => isInScope(permission, scope)).map(toldPermission)
  return keepGiven({ ...about, permissions: wanted }, config)
}

export const readPermissions = async (
  adapters: readonly PlatformAdapter[],
  config: ValueRecord,
  { client, signal }: Pick<RoleOperation, 'client' | 'signal'>,
): Promise<Told> => {
  const problems = permissionProblems(adapters, config)
  const adapter = adapterOf(adapters, config)
  const [roleType] = adapter?.platform.roleTypes ?? []
  if (problems.length > 0 || !adapter || !roleType) return refused(...problems)
  const catalog = client.catalog(adapter)
  const reached = client.catalogApiFor(adapter)
  if (reached === null) return { state: told(shipped(catalog), config), diagnostics: [] }
  const subject = { adapter, roleType, client }
  if ('problem' in reached) return refused(dataSourceError(subject, reached, permissionsType))
  const answer = await client.once(JSON.stringify([permissionsType, adapter.platform.key]), () =>
    client.causes.ask(subject, null, () => reached.api.permissions({ signal })),
  )
  if (!answer.ok) return refused(dataSourceError(subject, answer.failure, permissionsType))
  return { state: told(live(answer, catalog), config), diagnostics: answerWarnings(answer) }
}
