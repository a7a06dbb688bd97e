import type { RoleSite } from '@rolecall/shared/documents/document.js'
import { isRoleKey, roleKeyPattern } from '@rolecall/shared/model/role-key.js'

/** What stands before the keys of role files in the addresses of their roles. */
export type KeyPrefixes = {
  readonly prefix: string
  /** What stood there before; null: the same. */
  readonly previous: string | null
}

const checked = (name: string, prefix: string): string => {
  if (prefix === '' || isRoleKey(prefix)) return prefix
  throw new Error(
    `${name} becomes the start of Terraform addresses: it must match ${roleKeyPattern}, not \`${prefix}\`.`,
  )
}

/** @throws where one can be no part of an address, or both are the same */
export const keyPrefixes = (keyPrefix: string | undefined, previousKeyPrefix: string | undefined): KeyPrefixes => {
  const prefix = checked('keyPrefix', keyPrefix ?? '')
  if (previousKeyPrefix === undefined) return { prefix, previous: null }
  const previous = checked('previousKeyPrefix', previousKeyPrefix)
  if (previous !== prefix) return { prefix, previous }
  throw new Error(`previousKeyPrefix is what keyPrefix was before it changed, and both are \`${prefix}\`. Remove it.`)
}

/** From which address to which a role moves. */
export type Move = { readonly from: string; readonly to: string }

/**
 * The moves of a role, one after the other: first to its new key, under the prefix there was, then to the new prefix.
 * What has happened already, Terraform passes over.
 */
export const movesOf = ({ role, movedFrom }: RoleSite, { prefix, previous }: KeyPrefixes): readonly Move[] => {
  const address = (before: string, key: string): string => `rolecall_${role.type}.${before}${key}`
  const key = role.key ?? ''
  const before = previous ?? prefix
  return [
    ...(movedFrom ? [{ from: address(before, movedFrom.text), to: address(before, key) }] : []),
    ...(previous === null ? [] : [{ from: address(previous, key), to: address(prefix, key) }]),
  ]
}
