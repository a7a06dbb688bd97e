/**
 * The role files of the workspace: what their roles are called and where they stand. Kept by file,
 * so that one changed file is one file's work.
 */

import type { Holder } from '@rolecall/shared/check/role-index.js'
import { claimKey, holderOf, repeatedAcross } from '@rolecall/shared/check/role-index.js'
import type { RoleDocument } from '@rolecall/shared/documents/document.js'
import { identityOf } from '@rolecall/shared/documents/identity.js'
import { keySpan } from '@rolecall/shared/documents/locate.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import type { Range } from '@rolecall/shared/text/range.js'
import { spanRange } from '@rolecall/shared/text/source.js'

export type IndexedRole = {
  readonly file: string
  readonly type: string
  readonly key: string
  /** Its name or slug. */
  readonly label: string | null
  readonly range: Range
}

export const createRoleIndex = () => {
  const files = new Map<string, { readonly roles: readonly IndexedRole[]; readonly names: readonly string[] }>()
  const holders = new Map<string, Holder[]>()

  const isHeldBeside =
    (file: string) =>
    (name: string): boolean =>
      holders.get(name)?.some((holder) => holder.owner !== file) ?? false
  const remove = (file: string): readonly string[] => {
    const names = files.get(file)?.names ?? []
    for (const name of names) {
      const left = holders.get(name)?.filter((holder) => holder.owner !== file) ?? []
      if (left.length > 0) holders.set(name, left)
      else holders.delete(name)
    }
    files.delete(file)
    return names
  }

  return {
    /** Says whether others see a difference. */
    remove: (file: string): boolean => remove(file).some(isHeldBeside(file)),
    /** Takes in a version of a file, and says whether others see a difference. */
    update: (document: RoleDocument, modules: readonly string[]): boolean => {
      const { file } = document.source
      const before = remove(file)
      const names: string[] = []
      const roles = document.roles.map((site): IndexedRole => {
        for (const claim of site.claims) {
          const holder = holderOf(document, site, claim)
          for (const module of modules) {
            const name = claimKey(claim, module)
            const known = holders.get(name)
            if (known) known.push(holder)
            else holders.set(name, [holder])
            names.push(name)
          }
        }
        const { type, key } = site.role
        return { file, type, key: key ?? '', label: identityOf(site).label, range: spanRange(keySpan(document, site)) }
      })
      files.set(file, { roles, names })
      const own = new Set(names)
      const was = new Set(before)
      return [...names.filter((name) => !was.has(name)), ...before.filter((name) => !own.has(name))].some(
        isHeldBeside(file),
      )
    },
    /** RC012 for the roles of a document that one in another file of its modules equals. */
    problemsOf: (document: RoleDocument, modules: readonly string[]): readonly LocatedProblem[] => {
      const isAlone = files.size === 0 || (files.size === 1 && files.has(document.source.file))
      return isAlone ? [] : repeatedAcross(document, modules, holders)
    },
    has: (file: string): boolean => files.has(file),
    files: (): readonly string[] => [...files.keys()],
    roles: function* (): Generator<IndexedRole> {
      for (const { roles } of files.values()) yield* roles
    },
  }
}

export type RoleIndex = ReturnType<typeof createRoleIndex>
