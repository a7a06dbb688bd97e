import type { RoleType } from '@rolecall/shared/model/role.js'
import type { PlatformAdapter } from '../platforms/role-api.js'

/** Whose role it is: what every operation of a resource is about. */
export type Subject = { readonly adapter: PlatformAdapter; readonly roleType: RoleType }
