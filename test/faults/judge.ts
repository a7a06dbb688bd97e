/** Whether a platform and a state are as the configuration says, and all else as it was. */
import { contentOf, labelOf, platformIn } from './platform.js'
import type { Recorded } from './record.js'

type Found = { readonly platform: string; readonly ids: readonly string[] }

/** What is wrong, or null; and the roles that were ours, are no longer, and are still there. */
export type Judgement = { readonly wrong: string | null; readonly left: readonly string[] }

/** The recorded phase went through without a fault: what it led to is what every case must lead to. */
export const judge = ({ type, before, after, owned }: Recorded, { platform, ids }: Found): Judgement => {
  const [start, expected, now] = [platformIn(type, before), platformIn(type, after), platformIn(type, platform)]
  const named = ({ roles }: typeof now, name: string) => roles.filter((role) => labelOf(type, role) === name)
  const names = [...new Set([...expected.roles, ...now.roles].map((role) => labelOf(type, role)))]

  const wrongWith = (name: string): string | null => {
    const [wanted] = named(expected, name)
    const [has, ...more] = named(now, name)
    if (more.length > 0) return `there are ${more.length + 1} roles ${name}`
    if (wanted && !owned.includes(name)) {
      return JSON.stringify(named(start, name)) === JSON.stringify(named(now, name))
        ? null
        : `${name} is not ours and was touched`
    }
    if (wanted && !has) return `the role ${name} is missing`
    if (wanted && has && contentOf(wanted) !== contentOf(has))
      return `the role ${name} is ${contentOf(has)}, not ${contentOf(wanted)}`
    return !wanted && named(start, name).length === 0 ? `the role ${name} came from nowhere` : null
  }

  const left = names.filter((name) => named(expected, name).length === 0)
  const known = owned.flatMap((name) => named(now, name).map(({ id }) => `${id}`)).sort()
  const held = [...ids].sort()
  const stateIsWrong =
    JSON.stringify(known) === JSON.stringify(held)
      ? null
      : `the state has ${held.join(', ')} and the platform ${known.join(', ')}`
  const elsewhere = expected.rest === now.rest ? null : 'something elsewhere on the platform was touched'
  return { wrong: names.map(wrongWith).find((wrong) => wrong !== null) ?? elsewhere ?? stateIsWrong, left }
}
