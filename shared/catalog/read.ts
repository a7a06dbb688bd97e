/** Reads a catalog file. What it does not know stays as it is, so that a refresh does not lose it. */
import type { CatalogFile, Coverage, Permission, PermissionStatus } from '../model/catalog.js'
import { isRisk, risks } from '../model/risk.js'

/** Bytes of a catalog file that are read. A platform's whole catalog takes a tenth of a megabyte. */
export const maximumCatalog = 20_000_000

const coverages: readonly Coverage[] = ['closed', 'open', 'unconfirmed']
const statuses: readonly PermissionStatus[] = ['documented', 'learned', 'unconfirmed', 'deprecated', 'renamed']

type Fields = Readonly<Record<string, unknown>>

const isFields = (data: unknown): data is Fields => typeof data === 'object' && data !== null && !Array.isArray(data)

const isText = (data: unknown): data is string => typeof data === 'string'

const isTexts = (data: unknown): data is readonly string[] => Array.isArray(data) && data.every(isText)

const isTextOrNull = (data: unknown): data is string | null => data === null || isText(data)

const list = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ')

/** The first field that is there and not as it should be. */
const wrongField = (
  fields: Fields,
  rules: Readonly<Record<string, readonly [(data: unknown) => boolean, string]>>,
): string | null => {
  for (const [name, [isRight, says]] of Object.entries(rules)) {
    if (fields[name] !== undefined && !isRight(fields[name])) return `\`${name}\` must be ${says}`
  }
  return null
}

const permissionRules = {
  label: [isTextOrNull, 'a string or null'],
  scopes: [isTexts, 'a list of strings'],
  description: [isText, 'a string'],
  risk: [(data: unknown) => data === null || isRisk(data), `one of ${list(risks)}, or null`],
  status: [(data: unknown) => statuses.some((status) => status === data), `one of ${list(statuses)}`],
  since: [isTextOrNull, 'a string or null'],
  replacedBy: [isTexts, 'a list of strings'],
  source: [isTextOrNull, 'a string or null'],
} as const

const fileRules = {
  organization: [isTextOrNull, 'a string or null'],
  source: [isText, 'a string'],
} as const

const permissionProblem = (entry: unknown): string | null => {
  if (!isFields(entry)) return 'must be an object'
  if (!isText(entry['value']) || entry['value'] === '') return '`value` must be a string that is not empty'
  return wrongField(entry, permissionRules)
}

const defaults = {
  label: null,
  scopes: [],
  description: '',
  risk: null,
  status: 'learned',
  since: null,
  replacedBy: [],
  source: null,
} satisfies Omit<Permission, 'value'>

const fileProblem = (data: unknown): string | null => {
  if (!isFields(data)) return 'It must be a JSON object.'
  if (data['version'] !== 1) return '`version` must be 1.'
  if (!isText(data['platform'])) return '`platform` must be a string, for example `astro`.'
  const { retrieved } = data
  if (!isText(retrieved) || !/^\d{4}-\d\d-\d\d/.test(retrieved))
    return '`retrieved` must be a date, for example `2026-11-22`.'
  if (!coverages.some((coverage) => coverage === data['coverage']))
    return `\`coverage\` must be one of ${list(coverages)}.`
  const wrong = wrongField(data, fileRules)
  if (wrong !== null) return `${wrong}.`
  const { permissions } = data
  if (!Array.isArray(permissions)) return '`permissions` must be a list.'
  for (const [index, entry] of permissions.entries()) {
    const problem = permissionProblem(entry)
    if (problem !== null) return `\`permissions[${index}]\`: ${problem}.`
  }
  return null
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

export const readCatalogFile = (text: string): { readonly catalog: CatalogFile } | { readonly error: string } => {
  const data = parse(text)
  if (data === undefined) return { error: 'It is not JSON.' }
  const error = fileProblem(data)
  if (error !== null) return { error }
  const file = data as CatalogFile
  return {
    catalog: {
      ...file,
      organization: file.organization ?? null,
      source: file.source ?? '',
      permissions: file.permissions.map((entry) => ({ ...defaults, ...entry })),
    },
  }
}
