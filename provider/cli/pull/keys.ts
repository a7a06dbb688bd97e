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

const nameOf = ({ type, remote }: ExistingRole): string => {
  const name = remote.attributes[type.label]
  return typeof name === 'string' ? name : remote.id
}

/** A key for each role, unique among its type: addresses are made from them. */
export const withKeys = (roles: readonly ExistingRole[]): readonly (readonly [string, ExistingRole])[] => {
  const taken = new Set<string>()
  return roles.map((role) => {
    const wanted = keyFrom(nameOf(role))
    let key = wanted
    for (let number = 2; taken.has(`${role.type.name} ${key}`); number += 1) key = `${wanted}_${number}`
    taken.add(`${role.type.name} ${key}`)
    return [key, role] as const
  })
}
