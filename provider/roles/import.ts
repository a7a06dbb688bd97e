import { needsParent } from '@rolecall/shared/model/role.js'
import type { Diagnostic } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { Outcome } from '../framework/resource.js'
import type { ValueRecord } from '../value/value.js'
import { plainLabel } from './canonical.js'
import { importError } from './causes.js'
import type { Circle } from './circle.js'
import { identityExample } from './identity.js'
import type { ImportId } from './import-id.js'
import { importHelp, importIdOf, parseImportId } from './import-id.js'
import type { Connected, RoleOperation } from './operation.js'
import { connectedTo } from './operation.js'
import { optionsIn } from './options/attributes.js'
import { soughtParent } from './parent.js'
import { effectiveName } from './role-state.js'
import type { Subject } from './subject.js'
import { asText } from './values.js'

type Resolved = { readonly id: string } | { readonly problem: Diagnostic }

const oneOf = ({ adapter, parent }: Connected, name: string, ids: readonly string[]): Resolved => {
  const [id, ...more] = ids
  if (id !== undefined && more.length === 0) return { id }
  if (id === undefined) {
    const detail = `${adapter.platform.title} has no role with exactly this name${parent === null ? '' : ` in ${parent}`}. Capital letters and spaces count.`
    return { problem: error(`There is no role named ${JSON.stringify(name)}`, detail) }
  }
  const lines = ids.map((each) => `  ${importIdOf(parent, each)}`)
  return {
    problem: error(
      `Several roles are named ${JSON.stringify(name)}`,
      `Import the one you mean by its id:\n${lines.join('\n')}`,
    ),
  }
}

const byName = async (connected: Connected, name: string): Promise<Resolved> => {
  const list = await connected.client.lists.names(connected)
  if (!list.ok) return { problem: importError(connected, list.failure, name) }
  const hits = list.value.all.filter(
    ({ attributes: { name: known } }) => typeof known === 'string' && plainLabel(known) === plainLabel(name),
  )
  const ids = hits.map(({ id }) => id)
  return oneOf(connected, name, ids)
}

/** No more than what a read needs; the read that follows fills the rest. */
export const startOf = ({ roleType, parent }: Circle, id: string): ValueRecord => ({
  ...Object.fromEntries(Object.keys(roleType.attributes).map((name) => [name, null])),
  [effectiveName]: null,
  ...optionsIn({}),
  ...(roleType.parent && { [roleType.parent.attribute]: parent }),
  [roleType.pathId]: id,
})

const refused = (problem: Diagnostic): Outcome => ({ state: null, diagnostics: [problem] })

const malformed = ({ roleType }: Subject, id: string): Diagnostic =>
  error(`${JSON.stringify(id)} is no import id of rolecall_${roleType.name}`, importHelp(roleType))

/** `wanted` is what messages call the role. */
const importFrom = async (
  operation: RoleOperation,
  typed: ImportId,
  by: 'import id' | 'identity',
  wanted: string,
): Promise<Outcome> => {
  const placed = soughtParent(operation, typed.parent, by)
  if ('problem' in placed) return refused(placed.problem)
  const connected = connectedTo(placed.parent, operation)
  if ('problem' in connected) return refused(importError(operation, connected, wanted))
  const resolved = 'id' in typed ? typed : await byName(connected, typed.name)
  if ('problem' in resolved) return refused(resolved.problem)
  operation.client.register.imported(connected, resolved.id)
  return { state: startOf(connected, resolved.id), diagnostics: [] }
}

export const importRole = async (operation: RoleOperation, text: string): Promise<Outcome> => {
  const { roleType } = operation
  const parsed = parseImportId(text)
  if (!parsed) return refused(malformed(operation, text))
  // A parent where there is none, or none where the id alone does not say which, is a wrong form too.
  if (roleType.parent === null && parsed.parent !== null) return refused(malformed(operation, text))
  if (needsParent(roleType) && parsed.parent === null) return refused(malformed(operation, text))
  return importFrom(operation, parsed, 'import id', text)
}

/** By what newer cores know a role. They have seen to it that what is required is there, and not that it says something. */
export const importIdentity = async (operation: RoleOperation, identity: ValueRecord): Promise<Outcome> => {
  const { name, parent, pathId } = operation.roleType
  const names = [pathId, ...(parent ? [parent.attribute] : [])]
  const empty = names.find((each) => identity[each] === '')
  const id = asText(identity[pathId])
  if (empty !== undefined || id === null) {
    const summary = `The identity of a rolecall_${name} has an empty ${empty ?? pathId}`
    return refused(error(summary, `For example:\n${identityExample(operation.roleType)}`))
  }
  return importFrom(operation, { parent: parent && asText(identity[parent.attribute]), id }, 'identity', id)
}
