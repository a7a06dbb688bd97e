import type { RoleType } from '@rolecall/shared/model/role.js'
import { needsParent } from '@rolecall/shared/model/role.js'
import { hclString } from './hcl-string.js'

/** What a user typed behind `terraform import`: where, and an id, slug or name. */
export type ImportId = { readonly parent: string | null } & ({ readonly id: string } | { readonly name: string })

/** An optional parent, then an id or slug, or `name:` and the name word for word. */
const shape = /^(?:([A-Za-z0-9-]+)\/)?(?:name:(.+)|([^/:]+))$/

export const parseImportId = (text: string): ImportId | null => {
  const match = shape.exec(text)
  if (!match) return null
  const [, parent = null, name, id] = match
  if (name !== undefined) return { parent, name }
  return id === undefined ? null : { parent, id }
}

/** The two forms of an import id. */
export const importForms = (roleType: RoleType): { readonly id: string; readonly name: string } => {
  const { parent, pathId } = roleType
  const where = parent === null ? '' : needsParent(roleType) ? `${parent.noun}/` : `[${parent.noun}/]`
  return { id: `${where}${pathId}`, name: `${where}name:NAME` }
}

/** What may stand there, with an example for the type. */
export const importHelp = (roleType: RoleType): string => {
  const { parent, exampleId } = roleType
  const { id, name } = importForms(roleType)
  const prefix = parent === null ? '' : `${parent.example}/`
  return [
    `The import id of rolecall_${roleType.name} is ${id}, or ${name}. For example:`,
    `  terraform import rolecall_${roleType.name}.example '${prefix}${exampleId}'`,
    `  terraform import rolecall_${roleType.name}.example '${prefix}name:Developer'`,
  ].join('\n')
}

/** The id under which a role that exists can be imported. */
export const importIdOf = (parent: string | null, id: string): string => (parent === null ? id : `${parent}/${id}`)

/** Ready to be copied into a configuration, the resource's name apart, which a provider is not told. */
export const importBlock = (roleType: RoleType, parent: string | null, id: string): string =>
  `import {\n  to = rolecall_${roleType.name}.NAME\n  id = ${hclString(importIdOf(parent, id))}\n}`
