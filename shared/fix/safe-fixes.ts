/** Fixes that leave what a role grants as it is: the only ones that may be applied unasked. */
import type { PermissionSite, RoleDocument } from '../documents/document.js'
import { permissionSites } from '../documents/permission-site.js'
import { rules } from '../rules/rules.js'
import type { TextEdit } from '../text/edit.js'
import { withoutOverlaps } from '../text/edit.js'
import type { LocatedProblem } from '../text/located-problem.js'
import type { Range } from '../text/range.js'
import { spanRange } from '../text/source.js'
import { removeItem } from './remove-item.js'

const isSafeToFix = ({ code }: LocatedProblem): boolean => rules[code].removal?.safe === true

const key = ({ start, end }: Range): string => `${start.line}:${start.character}-${end.line}:${end.character}`

/** By place. One that comes from an anchor or from the defaults is not the role's own to remove. */
const sitesByPlace = (document: RoleDocument): ReadonlyMap<string, PermissionSite> => {
  const sites = new Map<string, PermissionSite>()
  const shared = new Set<string>()
  for (const role of document.roles) {
    for (const site of permissionSites(document, role)) {
      const place = key(spanRange(site.content))
      if (sites.has(place) || site.content.source !== document.source) shared.add(place)
      else sites.set(place, site)
    }
  }
  for (const place of shared) sites.delete(place)
  return sites
}

/** The edits for those of the problems that may be fixed unasked. Check again afterwards: one list may need several rounds. */
export const safeFixes = (document: RoleDocument, problems: readonly LocatedProblem[]): readonly TextEdit[] => {
  const fixable = problems.filter((problem) => isSafeToFix(problem) && problem.file === document.source.file)
  if (fixable.length === 0) return []
  const sites = sitesByPlace(document)
  const edits = fixable.flatMap(({ range }) => {
    const site = sites.get(key(range))
    const edit = site && removeItem(site)
    return edit ? [edit] : []
  })
  return withoutOverlaps(edits)
}
