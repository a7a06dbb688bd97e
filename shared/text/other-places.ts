import type { LocatedProblem } from './located-problem.js'

const maximumPlaces = 3

/** Where else a problem is, one-based, for those who show a problem as one line; empty where it is nowhere else. */
export const otherPlaces = ({ related = [] }: LocatedProblem): string => {
  if (related.length === 0) return ''
  const places = related
    .slice(0, maximumPlaces)
    .map(({ file, range: { start } }) => `${file}:${start.line + 1}:${start.character + 1}`)
  const more = related.length > maximumPlaces ? [`${related.length - maximumPlaces} more`] : []
  return ` See ${[...places, ...more].join(', ')}.`
}
