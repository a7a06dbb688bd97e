/** RC012 among all roles of a stack, whoever made them: of one address, or of one name in one place. */

import { claimsOf } from '@rolecall/shared/documents/identity.js'
import type { Claim } from '@rolecall/shared/model/claim.js'
import type { AttributeValue, AttributeValues, RoleType } from '@rolecall/shared/model/role.js'
import { parentNoun } from '@rolecall/shared/model/role.js'
import { unknown } from '@rolecall/shared/model/unknown.js'
import { own } from '@rolecall/shared/model/values.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import { repeatedRole, sayRepeatedLabel } from '@rolecall/shared/rules/repeated-role.js'
import { severityAtSynth } from '@rolecall/shared/rules/severity.js'
import type { TerraformResource, TerraformStack } from '../core.js'
import { Token } from '../core.js'
import { isRole } from '../is-role.js'
import { isFileRole, isIgnoredRole } from '../role-files/file-role.js'
import { roleTypeOf } from '../role-type-of.js'
import { currentValues } from '../tokens/current-values.js'
import { placeOf } from './places.js'
import type { Findings } from './report.js'
import { addressOf, sayTakenAddress } from './role-address.js'
import type { RoleProvider } from './stack-providers.js'
import { rulesOf } from './synth-rules.js'

type Values = { readonly [name: string]: unknown }

/** Two roles that cannot both be. */
type Pair = readonly [TerraformResource, TerraformResource]

/** Text that is all there; `unknown` where it is a token. */
const textOf = (value: unknown): AttributeValue => {
  if (value === undefined || value === null) return null
  return typeof value === 'string' && !Token.isUnresolved(value) ? value : unknown
}

/** What holds the role: known where it is written, at the role or in its provider. */
const parentIn = (type: RoleType, values: Values, { settings }: RoleProvider): AttributeValues => {
  if (type.parent === null) return {}
  const { attribute } = type.parent
  const named = textOf(values[attribute])
  if (named !== null) return { [attribute]: named }
  // What the provider takes from elsewhere is one place all the same for all roles of it.
  const ofProvider = textOf((settings[platformOf(type).key] as Values | undefined)?.[attribute])
  return { [attribute]: ofProvider === unknown ? null : ofProvider }
}

const labelClaim = (values: Values, type: RoleType, provider: RoleProvider): Claim | undefined => {
  const parent = parentIn(type, values, provider)
  const attributes: AttributeValues = { [type.label]: textOf(values[type.label]), ...parent }
  const hidden = type.parent !== null && own(parent, type.parent.attribute) === unknown
  return claimsOf({
    role: { type: type.name, key: null, attributes },
    type,
    partial: hidden,
    provider: { text: provider.alias },
  }).find(({ kind }) => kind === 'label')
}

/** Where a role is made, as people find it. */
const nameOf = (resource: TerraformResource): string => {
  const place = placeOf(resource)
  return place === null ? resource.node.path : `${resource.node.path} (${place})`
}

const line = (resource: TerraformResource, message: string): string => {
  const place = placeOf(resource)
  return `${place === null ? '' : `${place} `}${repeatedRole.code} ${message}`
}

const addressLine = ([one, other]: Pair): string => {
  const [holder, role] = isFileRole(one) && !isFileRole(other) ? [other, one] : [one, other]
  const place = placeOf(holder)
  const said = sayTakenAddress(addressOf(role), holder.node.path, role.node.path)
  return line(role, place === null ? said : `${said} See ${place}.`)
}

const labelLine = ([one, other]: Pair, type: RoleType): string => {
  const label = String(currentValues(other)?.[type.label])
  const said = sayRepeatedLabel(type.label, label, parentNoun(type))
  return line(other, `${said} They are ${nameOf(one)} and ${nameOf(other)}.`)
}

/** The first to claim a name, and each that claims it after. */
const createClaims = () => {
  const holders = new Map<string, TerraformResource>()
  return (name: string, resource: TerraformResource): Pair | null => {
    const holder = holders.get(name)
    if (holder) return [holder, resource]
    holders.set(name, resource)
    return null
  }
}

export const repeatedInStack = (
  stack: TerraformStack,
  providerOf: (role: TerraformResource) => RoleProvider,
): Findings => {
  const claimAddress = createClaims()
  const claimLabel = createClaims()
  const errors: string[] = []
  const warnings: string[] = []
  for (const resource of stack.node.findAll().filter(isRole)) {
    const type = roleTypeOf(resource)
    const values = currentValues(resource)
    if (type === null || values === null) continue
    const sameAddress = claimAddress(addressOf(resource), resource)
    // The core would make one resource of them without a word, so nothing switches this off.
    if (sameAddress) errors.push(addressLine(sameAddress))
    const claim = labelClaim(values, type, providerOf(resource))
    const sameLabel = claim && !sameAddress ? claimLabel(claim.name, resource) : null
    if (!sameLabel || sameLabel.every(isIgnoredRole)) continue
    const severity = severityAtSynth(rulesOf(resource).config.severity)[repeatedRole.code] ?? repeatedRole.severity
    if (severity === 'error') errors.push(labelLine(sameLabel, type))
    if (severity === 'warning') warnings.push(labelLine(sameLabel, type))
  }
  return { errors, warnings }
}
