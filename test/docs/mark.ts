/**
 * What a comment above a fence says of it. CONTRIBUTING.md has the forms, since whoever writes a page needs them.
 */

/** Why a fence may go unrun: nothing here can. */
export const reasons = [
  'needs the registry',
  'needs Docker',
  'needs a hosted runner',
  'needs an editor not here',
  'needs a real account',
] as const

export type Mark =
  /** Fences of one page and directory are files in it, and commands run in it. `file` is for a language without comments. */
  | { readonly kind: 'run'; readonly directories: readonly string[]; readonly file?: string }
  /** What the commands before it print. */
  | { readonly kind: 'shown' }
  /** Either, by a test of its own. */
  | { readonly kind: 'run' | 'shown'; readonly test: string }
  | { readonly kind: 'not run'; readonly reason: (typeof reasons)[number] }

export const parseMark = (comment: string): Mark | null => {
  const text = /^<!-- (.*) -->$/.exec(comment.trim())?.[1]
  if (text === undefined) return null
  if (text === 'shown') return { kind: 'shown' }
  const [, names, file] = /^run in ([\w-]+(?: and [\w-]+)*)(?: as (\S+))?$/.exec(text) ?? []
  if (names !== undefined)
    return { kind: 'run', directories: names.split(' and '), ...(file !== undefined && { file }) }
  const [, kind, test] = /^(run|shown) by (test\/\S+\.test\.m?[jt]s)$/.exec(text) ?? []
  if (test !== undefined) return { kind: kind === 'run' ? 'run' : 'shown', test }
  const reason = reasons.find((known) => text === `not run: ${known}`)
  return reason === undefined ? null : { kind: 'not run', reason }
}
