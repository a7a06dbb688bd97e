import type { RoleTemplate } from '../../platforms/role-api.js'
import type { ValueRecord } from '../../value/value.js'
import { dataSourceError } from '../causes.js'
import { answerWarnings } from '../diagnose.js'
import type { RoleOperation } from '../operation.js'
import { parentGiven } from './connected.js'
import type { Told } from './outcome.js'
import { keepGiven, refused } from './outcome.js'

const byName = (one: RoleTemplate, other: RoleTemplate): number => (one.name < other.name ? -1 : 1)

const toldTemplate = ({ name, description, scopeType, permissions }: RoleTemplate): ValueRecord => ({
  name,
  description,
  scope_type: scopeType,
  permissions,
})

/** `type` is that of the data source. */
export const readTemplates = async (operation: RoleOperation, config: ValueRecord, type: string): Promise<Told> => {
  const { adapter, client, roleType, signal } = operation
  const reached = client.catalogApiFor(adapter)
  if (reached === null) throw new Error(`The adapter of ${adapter.platform.key} has no catalog.`)
  if ('problem' in reached) return refused(dataSourceError(operation, reached, type))
  const placed = parentGiven(operation, config)
  if ('problem' in placed) return refused(placed.problem)
  const { parent } = placed
  const answer = await client.once(JSON.stringify([type, parent]), () =>
    client.causes.ask(operation, parent, () => reached.api.templates(parent, { signal })),
  )
  if (!answer.ok) return refused(dataSourceError(operation, answer.failure, type))
  const told = {
    ...(roleType.parent && { [roleType.parent.attribute]: parent }),
    templates: answer.value.toSorted(byName).map(toldTemplate),
  }
  return { state: keepGiven(told, config), diagnostics: answerWarnings(answer) }
}
