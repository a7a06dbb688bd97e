/**
 * The role files of the workspace: what their roles are called and where they stand. Kept by file,
 * so that one changed file is one file's work.
 */
import type { RoleDocument, RoleSite } from '@rolecall/shared/documents/document.js'
import { identityOf } from '@rolecall/shared/documents/identity.js'
import { isIgnored } from '@rolecall/shared/documents/ignored.js'
import { keySpan, rangeOf } from '@rolecall/shared/documents/locate.js'
import { repeatedRoleMessages } from '@rolecall/shared/documents/role-index.js'
import { spanRange } from '@rolecall/shared/documents/source.js'
import type { LocatedProblem, Range } from '@rolecall/shared/model/problem.js'

export type IndexedRole = {
  readonly file: string
  readonly type: string
  readonly key: string
  /** Its name or slug. */
  readonly label: string | null
  readonly range: Range
}

type Kind = keyof typeof repeatedRoleMessages

/** What a role claims for itself: its key as part of an address, its name or slug in its place. */
type Claim = { readonly kind: Kind; readonly name: string }

type Holder = { readonly file: string; readonly range: Range }

const maximumRelated = 10

const claimsOf = (site: RoleSite): readonly Claim[] => {
  const { key, place, label } = identityOf(site)
  const { type } = site.role
  const byKey: Claim = { kind: 'key', name: `key\n${type}\n${key}` }
  return place === null || label === null ? [byKey] : [byKey, { kind: 'label', name: `label\n${type}\n${place}\n${label}` }]
}

const placeOf = (document: RoleDocument, site: RoleSite, kind: Kind): Range =>
  kind === 'label' && site.type ? rangeOf(document, site, [site.type.label]) : spanRange(keySpan(document, site))

export const createRoleIndex = () => {
  const files = new Map<string, { readonly roles: readonly IndexedRole[]; readonly names: readonly string[] }>()
  const holders = new Map<string, Holder[]>()
  const claims = new WeakMap<RoleSite, readonly Claim[]>()

  const cachedClaims = (site: RoleSite): readonly Claim[] => {
    const known = claims.get(site) ?? claimsOf(site)
    claims.set(site, known)
    return known
  }
  const isHeldBeside = (file: string) => (name: string): boolean =>
    holders.get(name)?.some((holder) => holder.file !== file) ?? false
  const remove = (file: string): readonly string[] => {
    const names = files.get(file)?.names ?? []
    for (const name of names) {
      const left = holders.get(name)?.filter((holder) => holder.file !== file) ?? []
      if (left.length > 0) holders.set(name, left)
      else holders.delete(name)
    }
    files.delete(file)
    return names
  }
  const problem = (document: RoleDocument, site: RoleSite, kind: Kind, others: readonly Holder[]): LocatedProblem | null => {
    const range = placeOf(document, site, kind)
    if (isIgnored(document, 'RC012', range.start.line)) return null
    return {
      code: 'RC012',
      severity: 'error',
      message: repeatedRoleMessages[kind],
      suggestions: [],
      file: document.source.file,
      range,
      role: site.role.key,
      related: others.slice(0, maximumRelated).map((other) => ({ ...other, message: 'The other role.' })),
    }
  }

  return {
    /** Says whether others see a difference. */
    remove: (file: string): boolean => remove(file).some(isHeldBeside(file)),
    /** Takes in a version of a file, and says whether others see a difference. */
    update: (document: RoleDocument): boolean => {
      const { file } = document.source
      const before = remove(file)
      const names: string[] = []
      const roles = document.roles.map((site): IndexedRole => {
        for (const { kind, name } of cachedClaims(site)) {
          const holder = { file, range: placeOf(document, site, kind) }
          const known = holders.get(name)
          if (known) known.push(holder)
          else holders.set(name, [holder])
          names.push(name)
        }
        const { type, key } = site.role
        return { file, type, key: key ?? '', label: identityOf(site).label, range: spanRange(keySpan(document, site)) }
      })
      files.set(file, { roles, names })
      const own = new Set(names)
      const was = new Set(before)
      return [...names.filter((name) => !was.has(name)), ...before.filter((name) => !own.has(name))].some(isHeldBeside(file))
    },
    /** RC012 for the roles of a document that one in another file equals. */
    problemsOf: (document: RoleDocument): readonly LocatedProblem[] => {
      const { file } = document.source
      if (files.size === 0 || (files.size === 1 && files.has(file))) return []
      return document.roles.flatMap((site) =>
        cachedClaims(site).flatMap(({ kind, name }) => {
          const others = holders.get(name)?.filter((holder) => holder.file !== file) ?? []
          return others.length === 0 ? [] : (problem(document, site, kind, others) ?? [])
        }),
      )
    },
    has: (file: string): boolean => files.has(file),
    files: (): readonly string[] => [...files.keys()],
    roles: function* (): Generator<IndexedRole> {
      for (const { roles } of files.values()) yield* roles
    },
  }
}

export type RoleIndex = ReturnType<typeof createRoleIndex>
