/** RC012 inside one document: two roles with one key, or with one name in one place. */

import type { Claim, RoleDocument, RoleSite } from '../documents/document.js'
import { identityOf, sameKeyMessage, sameLabelMessage } from '../documents/identity.js'
import { keySpan, spanOf } from '../documents/locate.js'
import { parentNoun } from '../model/role.js'
import { isRoleFileLanguage } from '../text/language.js'
import type { LocatedProblem } from '../text/located-problem.js'
import type { SourceSpan } from '../text/source.js'
import { spanRange } from '../text/source.js'

/** Enough to find them; a list of hundreds helps nobody. */
const maximumRelated = 10

const groupsOf = (
  sites: readonly RoleSite[],
  nameOf: (site: RoleSite) => string | null,
): readonly (readonly RoleSite[])[] => {
  const first = new Map<string, RoleSite>()
  const groups = new Map<string, RoleSite[]>()
  for (const site of sites) {
    const name = nameOf(site)
    if (name === null) continue
    const known = first.get(name)
    const group = groups.get(name)
    if (!known) first.set(name, site)
    else if (group) group.push(site)
    else groups.set(name, [known, site])
  }
  return [...groups.values()]
}

const problemsOfGroup = (
  group: readonly RoleSite[],
  messageOf: (site: RoleSite) => string,
  spanFor: (site: RoleSite) => SourceSpan,
): readonly LocatedProblem[] => {
  const places = group.map((site) => ({ site, span: spanFor(site) }))
  return places.map(({ site, span }) => ({
    code: 'RC012',
    severity: 'error',
    message: messageOf(site),
    suggestions: [],
    file: span.source.file,
    range: spanRange(span),
    role: site.role.key,
    related: places
      .slice(0, maximumRelated + 1)
      .filter((other) => other.site !== site)
      .map((other) => ({
        file: other.span.source.file,
        range: spanRange(other.span),
        message: 'The other role.',
      })),
  }))
}

const nameOf =
  (kind: Claim['kind']) =>
  (site: RoleSite): string | null =>
    site.claims.find((claim) => claim.kind === kind)?.name ?? null

export const repeatedRoles = (document: RoleDocument): readonly LocatedProblem[] => {
  const labelAttribute = ({ type }: RoleSite): string => type?.label ?? 'name'
  const byLabel = groupsOf(document.roles, nameOf('label')).flatMap((group) =>
    problemsOfGroup(
      group,
      (site) => sameLabelMessage(labelAttribute(site), identityOf(site).label ?? '', parentNoun(site.type)),
      (site) => spanOf(document, site, [labelAttribute(site)]),
    ),
  )
  // In a role file two roles with one key are a repeated key of a map, which is a problem already.
  if (isRoleFileLanguage(document.language)) return byLabel
  const byKey = groupsOf(document.roles, nameOf('key')).flatMap((group) =>
    problemsOfGroup(
      group,
      ({ role }) => sameKeyMessage(role.type, role.key ?? ''),
      (site) => keySpan(document, site),
    ),
  )
  return [...byKey, ...byLabel]
}
