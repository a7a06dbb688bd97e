/** Which roles that exist code has already, under whatever key. */
import type { RoleDocument, RoleSite } from '@rolecall/shared/documents/document.js'
import { identityOf } from '@rolecall/shared/documents/identity.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { templateText } from '@rolecall/shared/text/template-text.js'
import { parseImportId } from '../../roles/import-id.js'
import type { ExistingRole } from '../connection.js'
import { nameOf } from './keys.js'

export type Known = { readonly role: ExistingRole; readonly file: string; readonly site: RoleSite }

/** What cannot be seen, or what a provider block with an alias says, may be the same. */
const mayShareParent = ({ role, type, partial, provider }: RoleSite, { parent, elsewhere }: ExistingRole): boolean => {
  if (!type?.parent) return true
  const said = role.attributes[type.parent.attribute]
  if (typeof said === 'string' && said !== '') return said === parent
  return said === unknown || partial || provider !== null || !elsewhere
}

const isSame = (site: RoleSite, existing: ExistingRole): boolean => {
  if (site.type?.name !== existing.type.name) return false
  const imported = site.import && parseImportId(site.import.text)
  const isThere = imported?.parent == null ? mayShareParent(site, existing) : imported.parent === existing.parent
  if (imported && 'id' in imported && imported.id === existing.remote.id && isThere) return true
  const { label } = identityOf(site)
  const name = nameOf(existing)
  // Code has the name as Terraform's template.
  return (label === name || label === templateText(name)) && mayShareParent(site, existing)
}

/** The first place of each role that some document has. */
export const knownRoles = (
  roles: readonly ExistingRole[],
  documents: readonly RoleDocument[],
): ReadonlyMap<ExistingRole, Known> => {
  const sites = documents.flatMap(({ source: { file }, roles: own }) => own.map((site) => ({ file, site })))
  return new Map(
    roles.flatMap((role): (readonly [ExistingRole, Known])[] => {
      const found = sites.find(({ site }) => isSame(site, role))
      return found ? [[role, { role, ...found }]] : []
    }),
  )
}
