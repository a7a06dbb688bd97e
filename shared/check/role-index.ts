/** RC012 across files. */

import type { RoleDocument, RoleSite } from '../documents/document.js'
import { keySpan, rangeOf } from '../documents/locate.js'
import type { Claim } from '../model/claim.js'
import { maximumOthers, repeatedRole, sayOther, sayRepeatedAcross } from '../rules/repeated-role.js'
import type { LocatedProblem } from '../text/located-problem.js'
import type { Range } from '../text/range.js'
import { spanRange } from '../text/source.js'
import { isIgnored } from './ignored.js'

export type RoleIndex = {
  /** Takes in the roles of a document of a module. The document itself is not kept. */
  readonly add: (document: RoleDocument, module: string) => void
  /** RC012 for the roles of a document that one taken in from another file of the module equals. */
  readonly problemsOf: (document: RoleDocument, module: string) => readonly LocatedProblem[]
}

/** Who claims a name: its file and the place there. */
export type Holder = { readonly file: string; readonly range: Range }

/** What two claims have in common that cannot both hold. */
export const claimKey = ({ name }: Claim, module: string): string => `${module}\n${name}`

/** Where a claim of a role stands. */
export const claimRange = (document: RoleDocument, site: RoleSite, { kind }: Claim): Range =>
  kind === 'label' && site.type ? rangeOf(document, site, [site.type.label]) : spanRange(keySpan(document, site))

/** What RC012 says of a claim that roles of other files hold too; null where a comment hides it. */
export const repeatedClaim = (
  document: RoleDocument,
  site: RoleSite,
  claim: Claim,
  others: readonly Holder[],
): LocatedProblem | null => {
  const range = claimRange(document, site, claim)
  if (isIgnored(document, repeatedRole.code, range.start.line)) return null
  return {
    code: repeatedRole.code,
    severity: repeatedRole.severity,
    message: sayRepeatedAcross(claim),
    suggestions: [],
    file: document.source.file,
    range,
    role: site.role.key,
    related: others.slice(0, maximumOthers).map((other) => ({ ...other, message: sayOther })),
  }
}

export const createRoleIndex = (): RoleIndex => {
  const holders = new Map<string, Holder[]>()
  return {
    add: (document, module) => {
      for (const site of document.roles) {
        for (const claim of site.claims) {
          const holder = { file: document.source.file, range: claimRange(document, site, claim) }
          const key = claimKey(claim, module)
          const known = holders.get(key)
          if (known) known.push(holder)
          else holders.set(key, [holder])
        }
      }
    },
    problemsOf: (document, module) =>
      document.roles.flatMap((site) =>
        site.claims.flatMap((claim) => {
          const others = holders.get(claimKey(claim, module))?.filter(({ file }) => file !== document.source.file) ?? []
          return others.length === 0 ? [] : (repeatedClaim(document, site, claim, others) ?? [])
        }),
      ),
  }
}
