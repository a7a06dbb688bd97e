/** What a configured provider gives its resources. */
import { blastRadiusOf } from '@rolecall/shared/model/blast-radius.js'
import { createCatalog } from '@rolecall/shared/catalog/catalog.js'
import { createKeyedLock } from './keyed-lock.js'
import { createRoleLists } from './role-lists.js'
import { knownSettings, missingSettings } from './settings.js'
import type { Catalog } from '@rolecall/shared/catalog/catalog.js'
import type { Risk } from '@rolecall/shared/model/risk.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import type { Unknown } from '@rolecall/shared/model/unknown.js'
import type { Diagnostic } from '../framework/diagnostic.js'
import type { HttpEnvironment, PlatformAdapter, RoleApi } from '../platforms/role-api.js'
import type { KeyedLock } from './keyed-lock.js'
import type { RoleLists } from './role-lists.js'
import type { GivenSettings } from './settings.js'
import type { Severities } from './severity.js'

export type RoleClient = {
  /** The operations on a type of role, or why the platform cannot be asked now. */
  reach(adapter: PlatformAdapter, roleType: RoleType): { readonly api: RoleApi } | { readonly problem: Diagnostic }
  /** Where a role goes that does not say it itself. */
  defaultPlace(adapter: PlatformAdapter): string | null | Unknown
  catalog(adapter: PlatformAdapter): Catalog
  /** Null without a limit, or with one that is known only after apply. */
  readonly limit: Risk | null
  readonly severities: Severities
  readonly refresh: 'list' | 'get'
  readonly adoptExisting: boolean
  readonly lists: RoleLists
  /** Held while a role of one name is made in one place. */
  readonly names: KeyedLock
}
