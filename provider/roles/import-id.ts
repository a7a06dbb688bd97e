import type { RoleType } from '@rolecall/shared/model/role.js'
import { placeNoun } from './role-attributes.js'

/** What a user typed behind `terraform import`: where, and an id, slug or name. */
export type ImportId = { readonly place: string | null } & ({ readonly id: string } | { readonly name: string })

/** An optional place, then an id or slug, or `name:` and the name word for word. */
const shape = /^(?:([A-Za-z0-9-]+)\/)?(?:name:(.+)|([^/:]+))$/

export const parseImportId = (text: string): ImportId | null => {
  const match = shape.exec(text)
  if (!match) return null
  const [, place = null, name, id] = match
  if (name !== undefined) return { place, name }
  return id === undefined ? null : { place, id }
}

const examples = {
  organization_id: { place: 'clmh5mash17wq01m5nv6ftw0p', id: 'clzi3vy2s0qmh01lqf8ld3x1a' },
  team_id: { place: 'my-team', id: 'developer' },
  tenant_id: { place: '9d3f5a94-3f7c-4f43-8ac6-5f5f2a0f0a11', id: 'auditor' },
} as const

/** What may stand there, with an example for the type. */
export const importHelp = (roleType: RoleType): string => {
  const { place, label } = roleType
  const example = place === null ? { place: '', id: 'developer' } : examples[place]
  const where = place === null ? '' : place === 'team_id' ? `${placeNoun(roleType)}/` : `[${placeNoun(roleType)}/]`
  const prefix = place === null ? '' : `${example.place}/`
  return [
    `The import id of rolecall_${roleType.name} is ${where}${label === 'slug' ? 'slug' : 'id'}, or ${where}name:NAME. For example:`,
    `  terraform import rolecall_${roleType.name}.example '${prefix}${example.id}'`,
    `  terraform import rolecall_${roleType.name}.example '${prefix}name:Developer'`,
  ].join('\n')
}

/** The id under which a role that exists can be imported. */
export const importIdOf = (place: string | null, id: string): string => (place === null ? id : `${place}/${id}`)

const hclString = (text: string): string =>
  JSON.stringify(text)
    .replaceAll('${', () => '$${')
    .replaceAll('%{', '%%{')

/** Ready to be copied into a configuration, the resource's name apart, which a provider is not told. */
export const importBlock = (roleType: RoleType, place: string | null, id: string): string =>
  `import {\n  to = rolecall_${roleType.name}.NAME\n  id = ${hclString(importIdOf(place, id))}\n}`
