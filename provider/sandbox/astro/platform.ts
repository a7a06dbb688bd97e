import { sandboxPlatform } from '../platform.js'
import { organizationTokens } from './access.js'
import { astroOperations } from './operations.js'
import { astroDialect } from './refusal.js'
import { AstroState, newAstroState } from './state.js'

export type AstroOrganizationAccess = {
  readonly id: string
  readonly name: string
  readonly workspaceIds: readonly string[]
  readonly token: string
  /** Of another Organization Owner, so that a role tells who changed it. */
  readonly otherToken: string
  /** May read roles and nothing else. */
  readonly readOnlyToken: string
  /** Of somebody who owns every organization, and so the same in each. */
  readonly everywhereToken: string
}

export const astro = sandboxPlatform({
  state: AstroState,
  newState: newAstroState,
  open: (state, { tokenFor, options }) => {
    const organizations = state.organizations.map(
      (organization): AstroOrganizationAccess => ({
        id: organization.id,
        name: organization.name,
        workspaceIds: organization.workspaces.map(({ id }) => id),
        ...organizationTokens(organization, tokenFor),
      }),
    )
    return {
      access: { organizations },
      service: {
        dialect: astroDialect,
        operations: astroOperations(state, tokenFor, options.astro?.extraPermissions ?? []),
      },
      tenants: (origin) =>
        organizations.map((organization) => ({
          ...organization,
          env: {
            ASTRO_ORGANIZATION_ID: organization.id,
            ASTRO_API_TOKEN: organization.token,
            ASTRO_API_URL: `${origin}/v1`,
          },
        })),
    }
  },
})
