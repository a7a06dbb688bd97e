import type { Interference, SandboxRequest } from './service/interference.js'

/** The variables of the provider block for the first organization, team and tenant. */
export const environmentNames = [
  'ASTRO_ORGANIZATION_ID',
  'ASTRO_API_TOKEN',
  'ASTRO_API_URL',
  'NORTHFLANK_API_TOKEN',
  'NORTHFLANK_BASE_URL',
  'NORTHFLANK_TEAM_ID',
  'JITSUDO_URL',
  'JITSUDO_TENANT_ID',
  'JITSUDO_TOKEN',
  'JITSUDO_API_KEY',
] as const

export type Environment = { readonly [name in (typeof environmentNames)[number]]: string }

/** What a Northflank server of an older or newer generation answers where it lacks an operation. */
export type Missing = 404 | 405

/** Northflank's operations that some generation of the API lacks. */
export type MissingOperations = { readonly patch?: Missing; readonly putById?: Missing; readonly putByName?: Missing }

export type SandboxOptions = {
  /** Astro's port; the others take the next free ones. Without it, or with 0, the system chooses. */
  readonly port?: number
  /** Roles and organizations survive in this file; its token key stands beside it. Without it all is in memory. */
  readonly stateFile?: string
  /** Milliseconds since the epoch; dates, `Date` headers and rate limit windows follow it. */
  readonly clock?: () => number
  /** Seen for every request before it is handled: records it, or breaks it as a bad network or server would. */
  readonly intercept?: (request: SandboxRequest) => Interference | undefined
  readonly astro?: {
    /** Permissions the service has although no document lists them. */
    readonly extraPermissions?: readonly string[]
  }
  readonly northflank?: {
    /** Operations to leave out, so as to be a server of another generation. */
    readonly missing?: MissingOperations
    readonly rateLimit?: { readonly limit: number; readonly windowSeconds: number }
  }
}

export type AstroOrganizationAccess = {
  readonly id: string
  readonly name: string
  readonly workspaceIds: readonly string[]
  readonly token: string
  /** Of another Organization Owner, so that a role tells who changed it. */
  readonly otherToken: string
  /** May read roles and nothing else. */
  readonly readOnlyToken: string
}

export type NorthflankTeamAccess = { readonly id: string; readonly token: string }

export type NorthflankOrganizationAccess = {
  readonly id: string
  readonly name: string
  readonly directoryGroupIds: readonly string[]
  /** Reaches the organization's roles and those of all its teams. */
  readonly token: string
  readonly readOnlyToken: string
  /** A team's token reaches that team's roles only. */
  readonly teams: readonly NorthflankTeamAccess[]
}

export type JitsudoTenantAccess = {
  readonly id: string
  readonly name: string
  readonly token: string
  readonly apiKey: string
  readonly readOnlyToken: string
}

/** One of the services. The first organization or tenant is the one that `env` is about. */
type Service = { readonly origin: string }

/** The three role APIs, listening. */
export type Sandbox = {
  readonly env: Environment
  /** Lines a person should read, such as that tokens had to be made anew. */
  readonly notices: readonly string[]
  readonly astro: Service & { readonly organizations: readonly AstroOrganizationAccess[] }
  readonly northflank: Service & { readonly organizations: readonly NorthflankOrganizationAccess[] }
  readonly jitsudo: Service & { readonly tenants: readonly JitsudoTenantAccess[] }
  /** Finishes the answers under way, then frees the ports and the state file. */
  close(): Promise<void>
}

/** A port or the state file cannot be had. The message is one line and says what to do. */
export class SandboxError extends Error {}
