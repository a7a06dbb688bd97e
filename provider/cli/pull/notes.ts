/** What a pull says of roles that it does not write. */
import type { ExistingRole, PlatformConnection } from '../connection.js'
import { parentsOf } from '../connection.js'
import { shownPath } from '../files/read.js'
import type { NamedParents } from '../named-parents.js'
import { nameOf } from './keys.js'
import type { Known } from './known.js'

/** Nobody can delete these, so that under management they would stand in the way of every destroy. */
export const leftOut = (roles: readonly ExistingRole[], title: string): readonly string[] => {
  if (roles.length === 0) return []
  const names = roles.map(({ elsewhere, parent, remote }) => (elsewhere ? `${remote.id} of ${parent}` : remote.id))
  return [`Left out what belongs to ${title} itself: ${names.join(', ')}`]
}

/** By file: the roles it has, and their keys. */
export const alreadyThere = (known: Iterable<Known>): readonly string[] => {
  const byFile = new Map<string, string[]>()
  for (const { file, site, role } of known) {
    const names = byFile.get(file) ?? []
    names.push(site.role.key === null ? nameOf(role) : `${nameOf(role)} (${site.role.key})`)
    byFile.set(file, names)
  }
  return [...byFile].map(([file, names]) => `${shownPath(file)} has already: ${names.join(', ')}`)
}

/** Where roles were looked for, and how many are there: nothing is no answer to somebody who looked in the wrong place. */
export const lookedAt = (
  connection: PlatformConnection,
  named: NamedParents,
  existing: readonly ExistingRole[],
): string =>
  connection.adapter.platform.roleTypes
    .flatMap((type) => {
      const { title, parent: kind } = type
      const places = parentsOf(connection, type, named)
      if (places.length === 0) return [`  ${title}: no ${kind?.noun} is named; --${kind?.noun} ID does`]
      return places.map((place) => {
        const found = existing.filter((role) => role.type === type && role.parent === place).length
        return `  ${title}${place === null ? '' : `, ${kind?.noun} ${place}`}: ${found === 0 ? 'none' : `${found}, none new`}`
      })
    })
    .join('\n')
