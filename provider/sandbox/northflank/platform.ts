import { first, sandboxPlatform } from '../platform.js'
import { organizationTokens, teamToken } from './access.js'
import { northflankOperations } from './operations.js'
import { generousLimit, rateLimiter } from './rate-limit.js'
import { northflankDialect } from './refusal.js'
import { NorthflankState, newNorthflankState } from './state.js'

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

export const northflank = sandboxPlatform({
  state: NorthflankState,
  newState: newNorthflankState,
  open: (state, { tokenFor, options }) => {
    const organizations = state.organizations.map(
      (organization): NorthflankOrganizationAccess => ({
        id: organization.id,
        name: organization.name,
        directoryGroupIds: organization.directoryGroups.map(({ id }) => id),
        teams: organization.teams.map((team) => ({ id: team.id, token: teamToken(organization, team, tokenFor) })),
        ...organizationTokens(organization, tokenFor),
      }),
    )
    return {
      access: { organizations },
      service: {
        dialect: northflankDialect,
        operations: northflankOperations(state, tokenFor, options.northflank?.missing ?? {}),
        gate: rateLimiter(options.northflank?.rateLimit ?? generousLimit),
      },
      tenants: (origin) =>
        organizations.map((organization) => ({
          ...organization,
          env: {
            NORTHFLANK_API_TOKEN: organization.token,
            NORTHFLANK_BASE_URL: origin,
            NORTHFLANK_TEAM_ID: first(organization.teams).id,
          },
        })),
    }
  },
})
