import { platformOf } from '@rolecall/shared/platforms/registry.js'
import type { CancellationToken, Location } from 'vscode-languageserver'
import { permissionAt } from '../cursor/role-at.js'
import type { Feature, Server } from '../feature.js'
import { createIndexedSource, rangeIn } from '../state/indexed-source.js'
import type { WantedPermission } from '../state/permission-uses.js'
import { findUses } from '../state/permission-uses.js'
import type { Rules } from '../state/rules.js'
import { searchedFiles } from '../state/searched-files.js'

const maximumCatalog = 20_000_000

type Found = { readonly wanted: WantedPermission; readonly rules: Rules }

const wantedAt = async (
  { workspace }: Server,
  uri: string,
  position: { readonly line: number; readonly character: number },
): Promise<Found | null> => {
  const opened = await workspace.opened(uri)
  if (!opened) return null
  const at = permissionAt(opened, opened.document.source.offsetAt(position))
  if (!at?.role.type || at.site.value === '') return null
  return { wanted: { value: at.site.value, platform: platformOf(at.role.type) }, rules: opened.rules }
}

const usesAnywhere = async (server: Server, wanted: WantedPermission, token: CancellationToken) => {
  const searched = await searchedFiles(server, () => token.isCancellationRequested)
  return findUses(server.workspace, searched, wanted, token)
}

/** Every place that grants a permission, also through a pattern. */
export const references: Feature = {
  capability: () => ({ referencesProvider: true }),
  start: (server) => {
    const { connection, answer } = server
    connection.onReferences(
      answer('references', null, async ({ textDocument, position }, token): Promise<Location[] | null> => {
        const found = await wantedAt(server, textDocument.uri, position)
        if (!found) return null
        return [...(await usesAnywhere(server, found.wanted, token))]
      }),
    )
  },
}

/** The entry of a permission in a catalog of the workspace. */
const inCatalogs = async ({ files, workspace }: Server, { wanted, rules }: Found): Promise<readonly Location[]> => {
  const found: Location[] = []
  for (const { file, catalog } of rules.catalogs) {
    if (catalog.platform !== wanted.platform.key || !catalog.permissions.some(({ value }) => value === wanted.value))
      continue
    const text = await files.read(file, maximumCatalog)
    const written = JSON.stringify(wanted.value)
    const at = text?.search(new RegExp(`(?<="value"\\s*:\\s*)${written.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)) ?? -1
    if (text === null || at < 0) continue
    const range = rangeIn(createIndexedSource(file, text), at + 1, at + written.length - 1)
    found.push({ uri: workspace.documents.clientUri(file), range })
  }
  return found
}

/** Where the workspace says what a permission is: its catalog; without one, the roles that grant it. */
export const definition: Feature = {
  capability: () => ({ definitionProvider: true }),
  start: (server) => {
    const { connection, answer } = server
    connection.onDefinition(
      answer('definition', null, async ({ textDocument, position }, token): Promise<Location[] | null> => {
        const found = await wantedAt(server, textDocument.uri, position)
        if (!found) return null
        const defined = await inCatalogs(server, found)
        if (defined.length > 0) return [...defined]
        return [...(await usesAnywhere(server, found.wanted, token))]
      }),
    )
  },
}
