import { createCatalog } from '@rolecall/shared/catalog/catalog.js'
import { visible, visibleJson } from '@rolecall/shared/model/visible.js'
import type { Platform } from '@rolecall/shared/platforms/platform.js'
import { readWorkspaceFiles } from '../../workspace-files.js'

const column = (texts: readonly string[], width: number): string => texts.map((text) => text.padEnd(width)).join('')

/** The catalog that holds in this directory, for people or as JSON. */
export const showCatalog = (platform: Platform, format: 'text' | 'json'): string => {
  const { catalogs } = readWorkspaceFiles(process.cwd())
  const { catalog } = createCatalog(
    platform,
    catalogs.map(({ catalog: file }) => file),
  )
  const { coverage, retrieved, permissions } = catalog
  if (format === 'json')
    return `${visibleJson({ version: 1, platform: platform.key, coverage, retrieved, permissions })}\n`
  const head = `${platform.title}: ${permissions.length} permissions, ${coverage}, of ${retrieved}\n`
  const width = permissions.reduce((longest, { value }) => Math.max(longest, value.length), 0) + 2
  const lines = permissions.map(({ value, risk, scopes, description }) =>
    visible(`${column([value], width)}${column([risk ?? '?', scopes.join(',')], 16)}${description}`).trimEnd(),
  )
  return `${head}${lines.map((line) => `${line}\n`).join('')}`
}
