import type { Problem } from '@rolecall/shared/model/problem.js'

const placeOf = ({ path }: Problem): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .slice(1)

/** A problem with its place in a role that no file has: `permissions[1]: RC005 …`. */
export const inRole = (problem: Problem): string =>
  `${placeOf(problem)}: ${problem.code} ${problem.message}`.replace(/^: /, '')
