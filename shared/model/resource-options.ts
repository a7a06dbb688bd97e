/**
 * What every role's resource takes beside the attributes of the role: how Terraform deals with it. A role file has
 * none of these, and no platform hears of them.
 */
export const resourceOptions = ['deletion_protection', 'on_destroy', 'permissions_mode', 'timeouts'] as const

export type ResourceOption = (typeof resourceOptions)[number]

export const isResourceOption = (name: string): name is ResourceOption =>
  resourceOptions.some((option) => option === name)

/** What `on_destroy` may be: a destroy deletes the role, or leaves it where it is. */
export const destroyModes = ['delete', 'forget'] as const

/** What `permissions_mode` may be: all that the role grants, or a part to which others may add. */
export const permissionsModes = ['exact', 'at_least'] as const
