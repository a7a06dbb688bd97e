import { needsParent } from '@rolecall/shared/model/role.js'
import type { Diagnostic } from '../framework/diagnostic.js'
import { error } from '../framework/diagnostic.js'
import type { Outcome } from '../framework/resource.js'
import type { ParentId, RoleApi } from '../platforms/role-api.js'
import type { ValueRecord } from '../value/value.js'
import { plainLabel } from './canonical.js'
import { importError } from './causes.js'
import type { RoleClient } from './client.js'
import { importHelp, importIdOf, parseImportId } from './import-id.js'
import { importParent } from './parent.js'
import type { Subject } from './subject.js'

type Resolved = { readonly id: string } | { readonly problem: Diagnostic }

const oneOf = ({ adapter }: Subject, parent: ParentId, name: string, ids: readonly string[]): Resolved => {
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

const byName = async (
  subject: Subject,
  client: RoleClient,
  api: RoleApi,
  { parent, name }: { readonly parent: ParentId; readonly name: string },
  signal: AbortSignal,
): Promise<Resolved> => {
  const list = await client.lists.names(api, subject.roleType, parent, signal)
  if (!list.ok) return { problem: importError(subject, client, list.failure, name) }
  const hits = list.value.all.filter(
    ({ attributes: { name: known } }) => typeof known === 'string' && plainLabel(known) === plainLabel(name),
  )
  return oneOf(
    subject,
    parent,
    name,
    hits.map(({ id }) => id),
  )
}

/** No more than what a read needs; the read that follows fills the rest. */
const startOf = ({ roleType }: Subject, parent: ParentId, id: string): ValueRecord => ({
  ...Object.fromEntries(Object.keys(roleType.attributes).map((name) => [name, null])),
  ...(roleType.parent && { [roleType.parent.attribute]: parent }),
  [roleType.pathId]: id,
})

const refused = (problem: Diagnostic): Outcome => ({ state: null, diagnostics: [problem] })

const malformed = ({ roleType }: Subject, id: string): Diagnostic =>
  error(`${JSON.stringify(id)} is no import id of rolecall_${roleType.name}`, importHelp(roleType))

export const importRole = async (
  subject: Subject,
  text: string,
  client: RoleClient,
  signal: AbortSignal,
): Promise<Outcome> => {
  const { adapter, roleType } = subject
  const parsed = parseImportId(text)
  if (!parsed) return refused(malformed(subject, text))
  // A parent where there is none, or none where the id alone does not say which, is a wrong form too.
  if (roleType.parent === null && parsed.parent !== null) return refused(malformed(subject, text))
  if (needsParent(roleType) && parsed.parent === null) return refused(malformed(subject, text))
  const placed = importParent(adapter, roleType, parsed.parent, client.defaultParent(adapter))
  if ('problem' in placed) return refused(placed.problem)
  const { parent } = placed
  const reached = client.apiFor(adapter, roleType)
  if ('problem' in reached) return refused(importError(subject, client, reached, text))
  const resolved =
    'id' in parsed ? parsed : await byName(subject, client, reached.api, { parent, name: parsed.name }, signal)
  if ('problem' in resolved) return refused(resolved.problem)
  client.register.imported({ roleType, parent }, resolved.id)
  return { state: startOf(subject, parent, resolved.id), diagnostics: [] }
}
