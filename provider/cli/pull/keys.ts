import type { Role } from '@rolecall/shared/model/role.js'
import type { ExistingRole } from '../connection.js'

/** `Deployment Viewer (EU)` to `deployment_viewer_eu`. */
const keyFrom = (name: string): string => {
  const words =
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  const key = words.join('_') || 'role'
  return /^[a-z]/.test(key) ? key : `role_${key}`
}

/** What people know it by. */
export const nameOf = ({ type, remote }: ExistingRole): string => {
  const name = remote.attributes[type.label]
  return typeof name === 'string' ? name : remote.id
}

/**
 * A key for each role, unique among its type: addresses are made from them. In code they are the ids of constructs as
 * well, which in one scope are unique among all (`apart: 'all'`). `others` have theirs already.
 */
export const withKeys = (
  roles: readonly ExistingRole[],
  others: readonly Pick<Role, 'type' | 'key'>[],
  apart: 'type' | 'all',
): readonly (readonly [string, ExistingRole])[] => {
  const address = (type: string, key: string): string => (apart === 'all' ? key : `${type} ${key}`)
  const taken = new Set(others.flatMap(({ type, key }) => (key === null ? [] : [address(type, key)])))
  return roles.map((role) => {
    const wanted = keyFrom(nameOf(role))
    let key = wanted
    for (let number = 2; taken.has(address(role.type.name, key)); number += 1) key = `${wanted}_${number}`
    taken.add(address(role.type.name, key))
    return [key, role] as const
  })
}
