/** Roles of one document that claim the same. */

import type { RoleDocument, RoleSite } from '../documents/document.js'
import { identityOf } from '../documents/identity.js'
import type { Claim } from '../model/claim.js'
import { parentNoun } from '../model/role.js'
import { maximumOthers, repeatedRole, sayOther, sayRepeatedKey, sayRepeatedLabel } from '../rules/repeated-role.js'
import { isRoleFileLanguage } from '../text/language.js'
import type { LocatedProblem } from '../text/located-problem.js'
import type { SourceSpan } from '../text/source.js'
import { spanRange } from '../text/source.js'
import { claimSpan } from './role-index.js'

/** A claim where it is made. */
type Made = { readonly kind: Claim['kind']; readonly site: RoleSite; readonly span: SourceSpan }

const labelOf = ({ type }: RoleSite): string => type?.label ?? 'name'

const messageOf = ({ kind, site }: Made): string =>
  kind === 'key'
    ? sayRepeatedKey(site.role.type, site.role.key ?? '')
    : sayRepeatedLabel(labelOf(site), identityOf(site).label ?? '', parentNoun(site.type))

const problemsOf = (group: readonly Made[]): readonly LocatedProblem[] =>
  group.map((made) => ({
    code: repeatedRole.code,
    severity: repeatedRole.severity,
    message: messageOf(made),
    suggestions: [],
    file: made.span.source.file,
    range: spanRange(made.span),
    role: made.site.role.key,
    related: group
      .slice(0, maximumOthers + 1)
      .filter((other) => other !== made)
      .map(({ span }) => ({ file: span.source.file, range: spanRange(span), message: sayOther })),
  }))

/** In a role file two roles with one key are a repeated key of a map, which is a problem already. */
const claimsIn = ({ roles, language }: RoleDocument): readonly Claim[] => {
  const isKeySaid = isRoleFileLanguage(language)
  const claims: Claim[] = []
  for (const site of roles) for (const claim of site.claims) if (claim.kind !== 'key' || !isKeySaid) claims.push(claim)
  return claims
}

export const repeatedRoles = (document: RoleDocument): readonly LocatedProblem[] => {
  const repeated = repeatedRole.run(claimsIn(document))
  if (repeated.length === 0) return []
  const sites = new Map(document.roles.flatMap((site) => site.claims.map((claim) => [claim, site] as const)))
  return repeated.flatMap((claims) =>
    problemsOf(
      claims.flatMap((claim): readonly Made[] => {
        const site = sites.get(claim)
        return site ? [{ kind: claim.kind, site, span: claimSpan(document, site, claim) }] : []
      }),
    ),
  )
}
