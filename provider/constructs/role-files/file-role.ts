/** A role of a role file beside the resource that deploys it. */
import { isIgnored } from '@rolecall/shared/check/ignored.js'
import { claimSpan } from '@rolecall/shared/check/role-index.js'
import { keySpan } from '@rolecall/shared/documents/locate.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import { repeatedRole } from '@rolecall/shared/rules/repeated-role.js'
import type { SourceSpan } from '@rolecall/shared/text/source.js'
import { spanRange } from '@rolecall/shared/text/source.js'
import type { Construct } from '../core.js'
import type { ReadRole } from './read-role-files.js'
import type { RoleResource } from './role-resource.js'

export type FileRole = ReadRole & { readonly type: RoleType; readonly resource: RoleResource }

const known = new WeakMap<Construct, FileRole>()

export const rememberFileRole = (role: FileRole): void => void known.set(role.resource, role)

export const isFileRole = (construct: Construct): boolean => known.has(construct)

/** Whether the file says that the name of the role may be that of another one too. */
export const isIgnoredRole = (construct: Construct): boolean => {
  const role = known.get(construct)
  const claim = role?.site.claims.find(({ kind }) => kind === 'label')
  if (!role || !claim) return false
  const { start } = spanRange(claimSpan(role.document, role.site, claim))
  return isIgnored(role.document, repeatedRole.code, start.line)
}

const placeText = (span: SourceSpan): string => {
  const { start } = spanRange(span)
  return `${span.source.file}:${start.line + 1}:${start.character + 1}`
}

/** `file:line:column` of the role's key. */
export const filePlace = ({ document, site }: ReadRole): string => placeText(keySpan(document, site))
