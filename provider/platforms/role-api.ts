import type { Permission } from '@rolecall/shared/model/catalog.js'
import type { AttributeValues } from '@rolecall/shared/model/role.js'
import type { Platform } from '@rolecall/shared/platforms/platform.js'
import type { Answer, ApiFailure, CallOptions } from '../http/answer.js'
import type { HttpEnvironment } from '../http/environment.js'
import type { WantsMore } from '../http/pages.js'

export type { Answer, ApiFailure, CallOptions, FailureKind, TimeLimit } from '../http/answer.js'
export type { HttpEnvironment, Retry } from '../http/environment.js'

/** The id of an organization, team or tenant; null where the credential alone says which. */
export type ParentId = string | null

/**
 * A role as a platform tells it, in the attribute names of its role type. Holds only what the answer
 * carried: rows of a list lack permissions. Canonical: sets as arrays in any order, an empty
 * description as null, restrictions that are switched off as null.
 */
export type RemoteRole = {
  /** What stands in the API's paths: an id, or at JITSudo the slug. */
  readonly id: string
  readonly attributes: AttributeValues
  /** RFC 3339; null where the platform does not say. */
  readonly updatedAt: string | null
}

/** `name` is the holder's own; `roles` are those it holds, by their name or slug. */
export type RoleHolder = { readonly name: string; readonly roles: readonly string[] }

/** Without `wantsMore` all pages are read. A platform that has no pages does not ask. */
export type ListOptions = CallOptions & { readonly wantsMore?: WantsMore<RemoteRole> }

/** The operations on one type of role. Every value is wholly known. Never rejects. */
export type RoleApi = {
  create(parent: ParentId, attributes: AttributeValues, options: CallOptions): Promise<Answer<RemoteRole>>
  get(parent: ParentId, id: string, options: CallOptions): Promise<Answer<RemoteRole>>
  list(parent: ParentId, options: ListOptions): Promise<Answer<readonly RemoteRole[]>>
  /** `prior` is the state, so that an attribute that goes away is cleared explicitly. */
  update(
    parent: ParentId,
    id: string,
    change: { readonly prior: AttributeValues; readonly planned: AttributeValues },
    options: CallOptions,
  ): Promise<Answer<RemoteRole>>
  delete(parent: ParentId, id: string, options: CallOptions): Promise<Answer<null>>
  /**
   * What keeps a copy of a role's permissions, so that the platform refuses to change them. Absent where nothing does;
   * not all of it where there is very much.
   */
  holders?(parent: ParentId, options: CallOptions): Promise<Answer<readonly RoleHolder[]>>
  /** Why this change cannot be made, known before any request; shown in the plan. */
  planUpdate?(change: { readonly prior: AttributeValues; readonly planned: AttributeValues }): ApiFailure | null
}

/** A permission as the service itself lists it. */
export type ServedPermission = Pick<Permission, 'value' | 'label' | 'scopes' | 'description'>

/** A role of the platform's to start from. It has no id: it is no role of anybody's. */
export type RoleTemplate = {
  readonly name: string
  readonly description: string | null
  /** As the role type's attribute has it. */
  readonly scopeType: string
  readonly permissions: readonly string[]
}

/** What a platform tells beside its roles. Never rejects. */
export type CatalogApi = {
  /** Everything a role can grant, by the service as it is now. */
  permissions(options: CallOptions): Promise<Answer<readonly ServedPermission[]>>
  templates(parent: ParentId, options: CallOptions): Promise<Answer<readonly RoleTemplate[]>>
}

/** One attribute of the platform's object in the provider block. */
export type Setting = {
  /** Text where it is left out. Of a flag that is set the value is `true` in letters. */
  readonly kind?: 'flag'
  /** Markdown. */
  readonly description: string
  /** Fills the setting where the configuration leaves it null. */
  readonly environment?: string
  readonly sensitive?: true
  readonly default?: string
  readonly allowed?: readonly string[]
  /** What is wrong with a value: the rest of a sentence that starts with the setting's name. */
  readonly problem?: (value: string, settings: Settings) => string | null
}

export type Settings = { readonly [name: string]: string | null }

/** A resource of another provider that holds the same roles, so that its state can become one of ours. */
export type MovedRole = {
  /** Namespace and name of the provider. */
  readonly provider: string
  readonly type: string
  /** Attributes that are called the same there and have the same types. */
  readonly attributes: readonly string[]
}

/** The provider's side of a platform: how its settings are called and how its roles are reached. */
export type PlatformAdapter = {
  readonly platform: Platform
  readonly settings: { readonly [name: string]: Setting }
  /** Of each group one must be set before a role can be reached. */
  readonly required: readonly (readonly string[])[]
  /** The setting that fills a role's parent where the role leaves it out. */
  readonly parentSetting: string | null
  /** What deleting a role takes with it. `consequence` follows "Deleting the role X". */
  readonly deletion?: { readonly consequence: string; readonly detail: string }
  /** By role type, for `moved` blocks. Absent where no other provider has these roles. */
  readonly movedFrom?: { readonly [roleType: string]: readonly MovedRole[] }
  /** By role type. Opens no connection. */
  connect(settings: Settings, environment: HttpEnvironment): { readonly [roleType: string]: RoleApi }
  /** Absent where the platform lists no permissions. Opens no connection. */
  connectCatalog?(settings: Settings, environment: HttpEnvironment): CatalogApi
}
