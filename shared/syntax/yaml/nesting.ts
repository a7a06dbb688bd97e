import type { CST } from 'yaml'

type Visit = { readonly token: CST.Token; readonly depth: number }

const childrenOf = (token: CST.Token): readonly (CST.Token | null | undefined)[] => {
  if (token.type === 'document') return [token.value]
  if (!('items' in token)) return []
  return token.items.flatMap((item) => [item.key, item.value])
}

/**
 * Where collections stand inside each other deeper than `limit`; null where they do not.
 * Composing recurses, and on a nearly full stack V8 cannot even compile a regular expression and
 * ends the process, so this has to be known before.
 */
export const tooDeepAt = (tokens: readonly CST.Token[], limit: number): number | null => {
  const visits: Visit[] = tokens.map((token) => ({ token, depth: 0 }))
  for (let visit = visits.pop(); visit; visit = visits.pop()) {
    const depth = visit.depth + ('items' in visit.token ? 1 : 0)
    if (depth > limit) return visit.token.offset
    for (const token of childrenOf(visit.token)) if (token) visits.push({ token, depth })
  }
  return null
}
