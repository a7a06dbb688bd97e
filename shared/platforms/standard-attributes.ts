/** Attributes that roles of every platform have. */
import type { Attribute, AttributeType, Presence } from '../model/attribute.js'

export const text: AttributeType = { kind: 'string' }

/** What stands in the address of a request, which asks for something else where it is empty. */
export const filledText: AttributeType = { kind: 'string', length: { min: 1 } }

const texts: AttributeType = { kind: 'set', element: text }

export const computedText = (computed: 'once' | 'changes', description: string): Attribute => ({
  type: text,
  description,
  presence: 'computed',
  computed,
})

export const uuid: AttributeType = { kind: 'string', uuid: true, length: { min: 1 } }

export const textSet = (presence: Presence, description: string): Attribute => ({ type: texts, description, presence })

/** A set of permissions; `scope` as in PermissionType. */
export const permissionSet = (scope: string | { readonly attribute: string } | null): AttributeType => ({
  kind: 'set',
  element: { kind: 'permission', scope },
})

export const createdAt = computedText('once', 'When the role was made, as an RFC 3339 timestamp.')

export const updatedAt = computedText('changes', 'When the role was last changed, as an RFC 3339 timestamp.')

/** `says` tells who rates the role and when that is known. */
export const blastRadius = (says: string): Attribute => ({
  type: {
    kind: 'object',
    attributes: {
      level: {
        type: { kind: 'string', allowed: ['low', 'medium', 'high', 'admin'] },
        description:
          'The highest level among the permissions of the role: `low`, `medium`, `high` or `admin`. Null where none of them is rated.',
        presence: 'computed',
      },
      summary: {
        type: text,
        description:
          'The permissions that raise the level, most severe first, and how many others there are of which level.',
        presence: 'computed',
      },
      warnings: {
        type: { kind: 'list', element: text },
        description:
          'What the platform says a reviewer should look at. Null where it does not rate roles itself: the `blast_radius` function tells the reasons.',
        presence: 'computed',
      },
    },
  },
  description: `What the holder of the role can break at most. ${says}`,
  presence: 'computed',
  computed: 'permissions',
})
