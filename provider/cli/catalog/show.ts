import { createCatalog } from '@rolecall/shared/catalog/catalog.js'
import type { Platform } from '@rolecall/shared/platforms/platform.js'
import { readWorkspaceFiles } from '../../workspace-files.js'
import { printable } from '../lint/format/report.js'

const column = (texts: readonly string[], width: number): string => texts.map((text) => text.padEnd(width)).join('')

/** The catalog that holds in this directory, for people or as JSON. */
export const showCatalog = (platform: Platform, format: 'text' | 'json'): string => {
  const { catalogs } = readWorkspaceFiles(process.cwd())
  const { catalog } = createCatalog(platform, catalogs)
  const { coverage, retrieved, permissions } = catalog
  if (format === 'json') return `${JSON.stringify({ version: 1, platform: platform.key, coverage, retrieved, permissions })}\n`
  const head = `${platform.title}: ${permissions.length} permissions, ${coverage}, of ${retrieved}\n`
  const width = Math.max(0, ...permissions.map(({ value }) => value.length)) + 2
  const lines = permissions.map(({ value, risk, scopes, description }) =>
    printable(`${column([value], width)}${column([risk ?? '?', scopes.join(',')], 16)}${description}`).trimEnd(),
  )
  return `${head}${lines.map((line) => `${line}\n`).join('')}`
}
