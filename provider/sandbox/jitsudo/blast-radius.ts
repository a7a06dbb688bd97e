import { scopeSegments } from './scopes.js'

const levels = ['low', 'medium', 'high', 'admin'] as const

type Level = (typeof levels)[number]

export type BlastRadius = { readonly level: Level; readonly summary: string; readonly warnings?: readonly string[] }

const reading = ['read', 'list', 'get', 'view']
const writing = ['create', 'update', 'write', 'request', 'approve', 'deny', 'manage', 'run']
const breaking = ['delete', 'remove', 'revoke', 'rotate', 'purge']
const secret = ['secret', 'secrets', 'credential', 'credentials']
/** Who may write these may give themselves the rest. */
const governing = [
  'role',
  'roles',
  'member',
  'members',
  'tenant',
  'tenants',
  'policy_rule',
  'policy_rules',
  'policies',
  'api_key',
  'api_keys',
  'token',
  'tokens',
]

/** How the service rates a scope is not documented. Null where its last word says nothing. */
const rate = (scope: string): Level | null => {
  const words = scopeSegments(scope)
  const verb = words.at(-1) ?? ''
  if (verb === 'admin') return 'admin'
  if (words.some((word) => secret.includes(word))) return 'high'
  if (reading.includes(verb)) return 'low'
  const known = writing.includes(verb) || breaking.includes(verb)
  if (known && words.some((word) => governing.includes(word))) return 'admin'
  if (breaking.includes(verb)) return 'high'
  return known ? 'medium' : null
}

const warnings: Readonly<Record<Level, string | null>> = {
  low: null,
  medium: null,
  high: 'can destroy or disclose what others rely on',
  admin: 'lets its holder change what they may do themselves',
}

const warningFor = (scope: string, level: Level | null): string[] => {
  if (level === null) return [`${scope} is not rated; it counts as medium`]
  const warning = warnings[level]
  return warning === null ? [] : [`${scope} ${warning}`]
}

/** What a role's scopes can do at most: the field is left out of a role without scopes, as the schema allows. */
export const blastRadiusOf = (scopes: readonly string[]): BlastRadius | null => {
  if (scopes.length === 0) return null
  const rated = scopes.map((scope) => ({ scope, level: rate(scope) }))
  const highest = Math.max(...rated.map(({ level }) => levels.indexOf(level ?? 'medium')))
  const level = levels[highest] ?? 'medium'
  const said = rated.flatMap((one) => warningFor(one.scope, one.level))
  const summary = `${scopes.length} ${scopes.length === 1 ? 'scope' : 'scopes'}, at most ${level}`
  return { level, summary, ...(said.length > 0 && { warnings: said }) }
}
