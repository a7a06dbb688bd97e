/** Whose roles a verb is about, where the provider's own settings do not say it: `--organization`, `--team`, `--tenant`. */
import type { Parent, RoleType } from '@rolecall/shared/model/role.js'
import { needsParent } from '@rolecall/shared/model/role.js'
import type { Platform } from '@rolecall/shared/platforms/platform.js'
import { platformOf, roleTypes } from '@rolecall/shared/platforms/registry.js'
import type { Option, Options, Values } from './verb.js'

type Named = { readonly platform: Platform; readonly parent: Parent }

/** Platforms may call theirs alike; then one option serves them. */
const named = roleTypes.flatMap((type): readonly Named[] =>
  type.parent === null ? [] : [{ platform: platformOf(type), parent: type.parent }],
)

const variableOf = ({ platform, parent }: Named): string => `${platform.key}_${parent.attribute}`.toUpperCase()

/** `purpose` follows what they name: whose roles are read, for one. */
export const parentOptions = (purpose: string): Options => {
  const options: Record<string, Option> = {}
  for (const one of named) {
    const { platform, parent } = one
    const text = `${platform.title} ${parent.noun} ${purpose}; may be repeated (default: ${variableOf(one)})`
    const before = options[parent.noun]
    options[parent.noun] = {
      type: 'string',
      multiple: true,
      value: 'ID',
      text: before ? `${before.text}; ${text}` : text,
    }
  }
  return options
}

/** What was named for a type of role; nothing where the type has no parent, or its provider block a default for it. */
export type NamedParents = (type: RoleType) => readonly string[]

export const namedParents =
  (values: Values): NamedParents =>
  (type) => {
    const { parent } = type
    if (parent === null) return []
    const given = values[parent.noun]
    const ids = Array.isArray(given) ? given.filter((id) => typeof id === 'string') : []
    const fallback = needsParent(type) ? process.env[variableOf({ platform: platformOf(type), parent })] : undefined
    return ids.length > 0 || !fallback ? [...new Set(ids)] : [fallback]
  }
