import type { Admission } from '../service/admission.js'
import type { Call } from '../service/call.js'
import { bearerToken, parameter } from '../service/call.js'
import type { TokenMaker } from '../state/tokens.js'
import { lacksPermission, notFound, unauthenticated } from './refusal.js'
import type { NorthflankRole } from './role.js'
import type { Level } from './schemas.js'
import type { NorthflankOrganization, NorthflankState, NorthflankTeam } from './state.js'

/** Who a token stands for. An organization's token reaches all its teams, a team's only that team. */
export type Holder = {
  readonly organization: NorthflankOrganization
  readonly team: NorthflankTeam | null
  readonly mayWrite: boolean
}

export type Holders = ReadonlyMap<string, Holder>

export const organizationTokens = ({ id }: NorthflankOrganization, tokenFor: TokenMaker) => ({
  token: tokenFor('northflank', id, 'admin'),
  readOnlyToken: tokenFor('northflank', id, 'reader'),
})

export const teamToken = (organization: NorthflankOrganization, team: NorthflankTeam, tokenFor: TokenMaker): string =>
  tokenFor('northflank', `${organization.id}/${team.id}`, 'admin')

export const holdersOf = ({ organizations }: NorthflankState, tokenFor: TokenMaker): Holders =>
  new Map(
    organizations.flatMap((organization): [string, Holder][] => {
      const { token, readOnlyToken } = organizationTokens(organization, tokenFor)
      return [
        [token, { organization, team: null, mayWrite: true }],
        [readOnlyToken, { organization, team: null, mayWrite: false }],
        ...organization.teams.map((team): [string, Holder] => [
          teamToken(organization, team, tokenFor),
          { organization, team, mayWrite: true },
        ]),
      ]
    }),
  )

export type Access = 'Read' | 'Manage'

/** The console calls a team an account. */
const permissionFor = (level: Level, access: Access): string =>
  `${level === 'org' ? 'Organisation' : 'Account'} > Admin > Roles > ${access}`

/** The roles a call is about; `organization` for what lies beside them. */
export type AdmittedRoles = { readonly organization: NorthflankOrganization; readonly roles: NorthflankRole[] }

/** Lets a call at the roles of its organization, or of the team in its path. */
export const admit = (known: Holders, level: Level, access: Access, call: Call): Admission<AdmittedRoles> => {
  const holder = known.get(bearerToken(call) ?? '')
  if (!holder) return { refusal: unauthenticated }
  const { organization } = holder
  const refused = { refusal: lacksPermission(permissionFor(level, access)) }
  if (access === 'Manage' && !holder.mayWrite) return refused
  if (level === 'org') return holder.team ? refused : { subject: { organization, roles: organization.roles } }

  const teamId = parameter(call, 'teamId')
  const team = (holder.team ? [holder.team] : organization.teams).find(({ id }) => id === teamId)
  // The same for another organization's team: whether it exists is not for others to know.
  return team ? { subject: { organization, roles: team.roles } } : { refusal: notFound(`Team ${teamId}`) }
}
