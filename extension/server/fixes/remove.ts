import { removeItem } from '@rolecall/shared/fix/remove-item.js'
import { outdatedPermission } from '@rolecall/shared/rules/outdated-permission.js'
import { rules } from '@rolecall/shared/rules/rules.js'
import { replaceItem } from '../edit/replace-item.js'
import type { Fixer } from './fix.js'

/** What the list does not need is taken out of it. */
export const removeFixes: Fixer = ({ problem, site, catalog }) => {
  const isGone =
    problem.code === outdatedPermission.code && site !== null && catalog?.find(site.value)?.replacedBy.length === 0
  const removal = isGone ? { title: 'Remove what the platform no longer has', safe: true } : rules[problem.code].removal
  const edit = removal && site ? removeItem(site) : null
  return edit && removal ? [{ title: removal.title, edits: [edit], preferred: removal.safe }] : []
}

/** A permission that several others replace. */
export const splitFixes: Fixer = ({ problem, site, catalog, opened }) => {
  const replacedBy = (site && problem.code === outdatedPermission.code && catalog?.find(site.value)?.replacedBy) || []
  if (!site || replacedBy.length < 2) return []
  const edits = replaceItem(site, replacedBy, opened.document.language)
  return edits ? [{ title: `Replace with ${replacedBy.join(', ')}`, edits, preferred: true }] : []
}
