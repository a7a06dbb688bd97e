import type { LocatedProblem } from './located-problem.js'
import type { Range } from './range.js'

const maximumPlaces = 3

/** One-based, as compilers say it; in a text that is no file by the line alone. */
const placeText = ({ file, range: { start } }: { readonly file: string; readonly range: Range }): string =>
  `${file === '' ? 'line ' : `${file}:`}${start.line + 1}:${start.character + 1}`

/** Where else a problem is, for those who show a problem as one line; empty where it is nowhere else. */
export const otherPlaces = ({ related = [] }: LocatedProblem): string => {
  if (related.length === 0) return ''
  const places = related.slice(0, maximumPlaces).map(placeText)
  const more = related.length > maximumPlaces ? [`${related.length - maximumPlaces} more`] : []
  return ` See ${[...places, ...more].join(', ')}.`
}

/** `file:line:column CODE message`. */
export const problemLine = (problem: LocatedProblem): string =>
  `${placeText(problem)} ${problem.code} ${problem.message}${otherPlaces(problem)}`
