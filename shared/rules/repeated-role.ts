/** RC012: two roles with one key, or with one name or slug in one organization, team or tenant. */
import type { Claim } from '../model/claim.js'
import type { ClaimRule } from './rule.js'

export const repeatedRole = {
  code: 'RC012',
  title: 'Two roles with one key or name',
  severity: 'error',
  acrossFiles: true,
  looksAt: 'claims',
  run: (claims): readonly (readonly Claim[])[] => {
    const first = new Map<string, Claim>()
    const repeated = new Map<string, Claim[]>()
    for (const claim of claims) {
      const known = first.get(claim.name)
      const others = repeated.get(claim.name)
      if (!known) first.set(claim.name, claim)
      else if (others) others.push(claim)
      else repeated.set(claim.name, [known, claim])
    }
    return [...repeated.values()]
  },
} satisfies ClaimRule

export const sayRepeatedKey = (type: string, key: string): string =>
  `Another role has the key \`${key}\` too, and both would be \`rolecall_${type}.${key}\`. Rename one of them.`

export const sayRepeatedLabel = (attribute: string, label: string, place: string): string =>
  `Another role of the same ${place} has the ${attribute} \`${label}\` too. Rename one of them.`

const acrossFiles: Readonly<Record<Claim['kind'], string>> = {
  key: 'A role in another file has this key too, and both would have one address. Rename one of them.',
  label: 'A role in another file has this name too, in the same place. Rename one of them.',
}

export const sayRepeatedAcross = ({ kind }: Claim): string => acrossFiles[kind]

export const sayOther = 'The other role.'

/** Others that are shown: enough to find them, since a list of hundreds helps nobody. */
export const maximumOthers = 10
