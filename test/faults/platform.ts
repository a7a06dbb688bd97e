/** What a sandbox holds, read from its state file: the judge of every case, and no part of what is judged. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KindName } from '../provider/terraform/support/kinds.js'
import { roleTypeOf } from '../provider/terraform/support/kinds.js'
import type { Workspace } from '../provider/terraform/support/workspace.js'
import type { Fields, Json } from './bodies.js'
import { isFields } from './bodies.js'

const paths: Readonly<Record<KindName, readonly string[]>> = {
  astro_role: ['astro', 'organizations', '0', 'roles'],
  northflank_org_role: ['northflank', 'organizations', '0', 'roles'],
  northflank_team_role: ['northflank', 'organizations', '0', 'teams', '0', 'roles'],
  jitsudo_role: ['jitsudo', 'tenants', '0', 'roles'],
}

export type Platform = {
  /** The roles of the place that a case is about, by name or slug. */
  readonly roles: readonly Fields[]
  /** All else, as text. */
  readonly rest: string
}

export const labelOf = (type: KindName, role: Fields): string => `${role[roleTypeOf(type).label]}`

export const platformIn = (type: KindName, file: string): Platform => {
  const whole: Json = JSON.parse(file)
  let place: Json = whole
  for (const key of paths[type]) place = Reflect.get(place as object, key)
  const roles = (place as Fields[]).splice(0)
  return {
    roles: roles.sort((one, other) => (labelOf(type, one) < labelOf(type, other) ? -1 : 1)),
    rest: JSON.stringify(whole),
  }
}

const fresh = ['id', 'createdAt', 'updatedAt']

/** Sets have no order, and a restriction that is switched off restricts nothing. */
const plain = (value: Json): Json => {
  if (Array.isArray(value))
    return value.map(plain).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
  if (!isFields(value)) return value
  if (value['enabled'] === false) return { enabled: false }
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([name, inner]) => [name, plain(inner)]),
  )
}

/** A role without what differs each time it is made. */
export const contentOf = (role: Fields): string =>
  JSON.stringify(plain(Object.fromEntries(Object.entries(role).filter(([name]) => !fresh.includes(name)))))

type StateFile = {
  readonly resources: readonly { readonly instances: readonly { readonly attributes: { readonly id: string } }[] }[]
}

/** The ids of the roles that Terraform holds for its own. */
export const idsInState = async ({ directory }: Workspace): Promise<readonly string[]> => {
  const text = await readFile(join(directory, 'terraform.tfstate'), 'utf8').catch(() => '{"resources":[]}')
  const { resources } = JSON.parse(text) as StateFile
  return resources.flatMap(({ instances }) => instances.map(({ attributes }) => attributes.id))
}
