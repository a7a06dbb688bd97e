/**
 * Tells which files may hold a role that one in another file equals, so that only these few need be
 * looked at together: a repository may have a hundred thousand roles. Of a name only a number is kept,
 * eight bytes with its file, and two names may have one number: what is told is a suspicion.
 */
import type { RoleDocument } from '../documents/document.js'

/** More files than anybody has, and a hash of 32 bits times this is still an exact number. */
const fileLimit = 2 ** 21

/** FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ */
const hashOf = (text: string, start = 0x811c9dc5): number => {
  let hash = start
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

export const createNameFilter = () => {
  let cells = new Float64Array(1024)
  let count = 0
  let files = 0

  const put = (cell: number): void => {
    if (count === cells.length) {
      const more = new Float64Array(count * 2)
      more.set(cells)
      cells = more
    }
    cells[count] = cell
    count += 1
  }

  return {
    /** Takes in the names of a file's roles in its modules; the number of the file, from 0 on. */
    add: ({ roles }: RoleDocument, modules: readonly string[]): number => {
      for (const module of modules) {
        const start = hashOf(module)
        for (const site of roles) for (const { name } of site.claims) put(hashOf(name, start) * fileLimit + files)
      }
      files += 1
      return files - 1
    },
    /** The numbers of the files under suspicion. */
    suspects: (): ReadonlySet<number> => {
      const sorted = cells.subarray(0, count).sort()
      const found = new Set<number>()
      for (let index = 1; index < count; index += 1) {
        const [before = 0, own = 0] = [sorted[index - 1], sorted[index]]
        if (before === own || Math.floor(before / fileLimit) !== Math.floor(own / fileLimit)) continue
        found.add(before % fileLimit)
        found.add(own % fileLimit)
      }
      return found
    },
  }
}
