/** Where permissions stand, in one document and in all role files. */

import { isPattern, matchPattern } from '@rolecall/shared/catalog/pattern.js'
import type { PermissionSite, RoleDocument } from '@rolecall/shared/documents/document.js'
import { permissionSites } from '@rolecall/shared/documents/permission-site.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import type { Platform } from '@rolecall/shared/platforms/platform.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import { spanRange } from '@rolecall/shared/text/source.js'
import type { CancellationToken, Location } from 'vscode-languageserver'
import type { Rules } from './rules.js'
import type { SearchedFiles } from './searched-files.js'
import type { Workspace } from './workspace.js'

const maximumFile = 5_000_000

/** What is looked for: a permission of a platform, or a pattern as it is written. */
export type WantedPermission = { readonly value: string; readonly platform: Platform }

export type PermissionUse = { readonly site: PermissionSite /** Through a pattern. */; readonly indirect: boolean }

const isOf = (type: RoleType | null, { key }: Platform): boolean => type !== null && platformOf(type).key === key

const grants = (
  { value, scope }: PermissionSite,
  wanted: WantedPermission,
  rules: Rules,
): PermissionUse['indirect'] | null => {
  if (value === wanted.value) return false
  if (!isPattern(value) || isPattern(wanted.value)) return null
  const catalog = rules.catalogOf(wanted.platform.key)
  return matchPattern(value, catalog, scope).some((permission) => permission.value === wanted.value) ? true : null
}

/** Each place once, though several roles may share it. */
export const usesIn = (document: RoleDocument, wanted: WantedPermission, rules: Rules): readonly PermissionUse[] => {
  const seen = new Set<string>()
  return document.roles.flatMap((role) =>
    isOf(role.type, wanted.platform)
      ? permissionSites(document, role).flatMap((site): readonly PermissionUse[] => {
          const indirect = grants(site, wanted, rules)
          const key = `${site.content.source.file} ${site.content.start}`
          if (indirect === null || seen.has(key)) return []
          seen.add(key)
          return [{ site, indirect }]
        })
      : [],
  )
}

/** In the role files and the code of the workspace. They are read again: an index of every permission would be large. */
export const findUses = async (
  workspace: Workspace,
  { files }: SearchedFiles,
  wanted: WantedPermission,
  token: CancellationToken,
): Promise<readonly Location[]> => {
  const found: Location[] = []
  for (const { file, rules } of files) {
    if (token.isCancellationRequested) return []
    const document = await workspace.readFile(file, maximumFile)
    if (!document) continue
    for (const { site } of usesIn(document, wanted, rules)) {
      found.push({ uri: workspace.documents.clientUri(site.content.source.file), range: spanRange(site.content) })
    }
  }
  return found
}
