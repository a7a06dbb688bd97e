/** What a role goes through, one apply a phase, from an empty state to an empty state. */

import { needsParent } from '@rolecall/shared/model/role.js'
import { importIdOf } from '../../provider/roles/import-id.js'
import type { Sandbox } from '../../provider/sandbox/contract.js'
import type { Attributes, Kind, KindName } from '../provider/terraform/support/kinds.js'
import { kindOf, roleTypeOf } from '../provider/terraform/support/kinds.js'
import type { Fields } from './bodies.js'

export const phaseNames = ['create', 'change', 'replace', 'import', 'drift', 'destroy'] as const

export type PhaseName = (typeof phaseNames)[number]

export type Phase = {
  readonly name: PhaseName
  readonly configuration: Fields
  /** What somebody does on the platform before the apply. */
  readonly before?: () => Promise<void>
  /** Whether the state has its roles as settled, so that a refresh asks for the list alone. */
  readonly settled?: true
}

export type Life = { readonly kind: Kind; readonly phases: readonly Phase[] }

/** Nobody's, and there from the beginning. */
export const foreign = 'Payroll'

/** Somebody's, until it is imported. */
const taken = 'Console'

const replaced = (kind: Kind, role: Attributes): Attributes =>
  kind.type === 'rolecall_astro_role'
    ? { ...role, scope_type: 'DAG', permissions: ['dag.airflow.dag.get'] }
    : { ...role, [kind.label]: 'Replaced' }

/** One after the other, so that the requests of a phase come in one order. */
const inOrder = (kind: Kind, roles: Readonly<Record<string, Attributes>>): Fields => {
  const names = Object.keys(roles)
  const chained = names.map((name, index) => [
    name,
    { ...roles[name], ...(index > 0 && { depends_on: [`${kind.type}.${names[index - 1]}`] }) },
  ])
  return names.length === 0 ? {} : { resource: { [kind.type]: Object.fromEntries(chained) } }
}

export const lifeOf = async (name: KindName, sandbox: Sandbox): Promise<Life> => {
  const kind = kindOf(name, sandbox)
  const { remote, type } = kind
  await remote.create(foreign, kind.rich)
  const console = await remote.create(taken, kind.rich)

  const [a, b] = [kind.full('First'), kind.minimal('Second')]
  const changed = { ...kind.withPermission('First', kind.permission), description: 'Other words.' }
  const second = { ...b, description: 'More words.' }
  const anew = replaced(kind, a)
  const roles = (of: Readonly<Record<string, Attributes>>, more: Fields = {}): Fields => ({
    ...inOrder(kind, of),
    ...more,
  })
  const id = needsParent(roleTypeOf(name)) ? importIdOf(kind.parent?.value ?? null, console) : console
  const block = { import: [{ to: `${type}.c`, id }] }
  const c = kind.full(taken)
  const all = roles({ a: anew, b: second, c }, block)
  // What is read one by one can be mixed up one by one.
  const reading = { provider: { rolecall: { refresh: 'get' } } }

  return {
    kind,
    phases: [
      { name: 'create', configuration: roles({ a, b }) },
      { name: 'change', configuration: roles({ a: changed, b: second }, reading) },
      { name: 'replace', configuration: roles({ a: anew, b: second }), settled: true },
      { name: 'import', configuration: all },
      {
        name: 'drift',
        configuration: all,
        settled: true,
        before: async () => {
          await remote.change(`${await remote.find(`${anew[kind.label]}`)}`, { description: 'Words of somebody else.' })
          await remote.remove(`${await remote.find('Second')}`)
        },
      },
      { name: 'destroy', configuration: roles({}, reading) },
    ],
  }
}
