/** RC012 across files. */

import type { RoleDocument, RoleSite } from '../documents/document.js'
import { keySpan, spanOf } from '../documents/locate.js'
import type { Claim } from '../model/claim.js'
import { maximumOthers, repeatedRole, sayOther, sayRepeatedAcross } from '../rules/repeated-role.js'
import type { LocatedProblem } from '../text/located-problem.js'
import type { Range } from '../text/range.js'
import type { SourceSpan } from '../text/source.js'
import { spanRange } from '../text/source.js'
import { isIgnored } from './ignored.js'

/** Who claims a name: the file of the role, and the place where it says so. */
export type Holder = { readonly owner: string; readonly file: string; readonly range: Range }

/** By `claimKey`. */
type Holders = ReadonlyMap<string, readonly Holder[]>

/** What two claims have in common that cannot both hold. */
export const claimKey = ({ name }: Claim, module: string): string => `${module}\n${name}`

/** Where a claim stands in the file of its role: a name that comes from another file of Terraform where it is used. */
export const claimSpan = (document: RoleDocument, site: RoleSite, { kind }: Claim): SourceSpan => {
  if (kind === 'key' || !site.type) return keySpan(document, site)
  const value = spanOf(document, site, [site.type.label])
  return value.source.file === document.source.file ? value : spanOf(document, site, [site.type.label], 'use')
}

export const holderOf = (document: RoleDocument, site: RoleSite, claim: Claim): Holder => {
  const span = claimSpan(document, site, claim)
  return { owner: document.source.file, file: span.source.file, range: spanRange(span) }
}

/** What RC012 says of a claim that roles of other files hold too; null where a comment hides it. */
const repeatedClaim = (
  document: RoleDocument,
  site: RoleSite,
  claim: Claim,
  others: readonly Holder[],
): LocatedProblem | null => {
  const { file, range } = holderOf(document, site, claim)
  if (isIgnored(document, repeatedRole.code, range.start.line)) return null
  return {
    code: repeatedRole.code,
    severity: repeatedRole.severity,
    message: sayRepeatedAcross(claim),
    suggestions: [],
    file,
    range,
    role: site.role.key,
    related: others.slice(0, maximumOthers).map((other) => ({
      file: other.file,
      range: other.range,
      message: sayOther,
    })),
  }
}

/** RC012 for the roles of a document that one in another file of one of its modules equals; once, in however many. */
export const repeatedAcross = (
  document: RoleDocument,
  modules: readonly string[],
  holders: Holders,
): readonly LocatedProblem[] => {
  const { file } = document.source
  return document.roles.flatMap((site) =>
    site.claims.flatMap((claim) => {
      const all = modules.flatMap((module) => holders.get(claimKey(claim, module)) ?? [])
      const others = new Set(all.filter(({ owner }) => owner !== file))
      return others.size === 0 ? [] : (repeatedClaim(document, site, claim, [...others]) ?? [])
    }),
  )
}

export type RoleIndex = {
  /** Takes in the roles of a document of some modules. The document itself is not kept. */
  readonly add: (document: RoleDocument, modules: readonly string[]) => void
  /** RC012 for the roles of a document that one taken in from another file of its modules equals. */
  readonly problemsOf: (document: RoleDocument, modules: readonly string[]) => readonly LocatedProblem[]
}

const put = (holders: Map<string, Holder[]>, key: string, holder: Holder): void => {
  const known = holders.get(key)
  if (known) known.push(holder)
  else holders.set(key, [holder])
}

export const createRoleIndex = (): RoleIndex => {
  const holders = new Map<string, Holder[]>()
  return {
    add: (document, modules) => {
      for (const site of document.roles) {
        for (const claim of site.claims) {
          const holder = holderOf(document, site, claim)
          for (const module of modules) put(holders, claimKey(claim, module), holder)
        }
      }
    },
    problemsOf: (document, modules) => repeatedAcross(document, modules, holders),
  }
}

/** The same among documents of one module that are all at hand, so that places are looked up only for what is repeated. */
export const repeatedBeside = (document: RoleDocument, beside: readonly RoleDocument[]): readonly LocatedProblem[] => {
  const names = new Set(document.roles.flatMap(({ claims }) => claims.map(({ name }) => name)))
  const holders = new Map<string, Holder[]>()
  for (const other of names.size === 0 ? [] : beside) {
    for (const site of other.roles) {
      for (const claim of site.claims) {
        if (names.has(claim.name)) put(holders, claimKey(claim, ''), holderOf(other, site, claim))
      }
    }
  }
  return holders.size === 0 ? [] : repeatedAcross(document, [''], holders)
}
