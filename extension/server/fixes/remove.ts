import { removeItem } from '@rolecall/shared/fix/remove-item.js'
import type { ProblemCode } from '@rolecall/shared/model/problem.js'
import { replaceItem } from '../edit/replace-item.js'
import type { Fixer } from './fix.js'

const titles: Partial<Readonly<Record<ProblemCode, string>>> = {
  RC002: 'Remove the duplicate',
  RC014: 'Remove, since a pattern covers it',
  RC010: 'Remove the pattern without a match',
}

/** What the list does not need is taken out of it. */
export const removeFixes: Fixer = ({ problem, site, catalog }) => {
  const isGone = problem.code === 'RC004' && site !== null && catalog?.find(site.value)?.replacedBy.length === 0
  const title = isGone ? 'Remove what the platform no longer has' : titles[problem.code]
  const edit = title !== undefined && site ? removeItem(site) : null
  return edit && title !== undefined ? [{ title, edits: [edit], preferred: problem.code !== 'RC010' }] : []
}

/** A permission that several others replace. */
export const splitFixes: Fixer = ({ problem, site, catalog, opened }) => {
  const replacedBy = (site && problem.code === 'RC004' && catalog?.find(site.value)?.replacedBy) || []
  if (!site || replacedBy.length < 2) return []
  const edits = replaceItem(site, replacedBy, opened.document.language)
  return edits ? [{ title: `Replace with ${replacedBy.join(', ')}`, edits, preferred: true }] : []
}
