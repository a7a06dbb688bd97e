/**
 * What every role's resource takes beside the attributes of the role: how Terraform deals with it. A role file has
 * none of these, and no platform hears of them.
 */
export const resourceOptions = ['deletion_protection', 'on_destroy', 'permissions_mode', 'timeouts'] as const

export type ResourceOption = (typeof resourceOptions)[number]

export const isResourceOption = (name: string): name is ResourceOption =>
  resourceOptions.some((option) => option === name)

/** Options that are one of a few words; the first counts where none is set. Descriptions are Markdown. */
export const wordOptions = {
  on_destroy: {
    words: ['delete', 'forget'],
    description:
      'What a destroy does: `delete` deletes the role; `forget` leaves it on the platform, so that it only goes from the ' +
      'state, which the plan says. Where `permissions_mode` is `at_least`, what the resource granted is taken back. The ' +
      'value in the state counts. Default: `delete`.',
  },
  permissions_mode: {
    words: ['exact', 'at_least'],
    description:
      'What the permissions of the resource are: `exact`, all that the role grants; `at_least`, a part of it, so that ' +
      'what others add to the role is neither a difference nor taken away. Default: `exact`.',
  },
} as const

export type WordOption = keyof typeof wordOptions

export const isWordOption = (name: ResourceOption): name is WordOption => Object.hasOwn(wordOptions, name)
