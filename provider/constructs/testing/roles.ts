/** The roles that a test asks about, and what they grant. */
import type { IConstruct } from 'constructs'
import type { TerraformResource } from '../core.js'
import type { Grants } from '../grants.js'
import type { Loaded } from './library.js'
import { loadFor } from './library.js'
import { listed } from './matcher.js'

export type TestedRole = {
  readonly construct: TerraformResource
  /** As in role files: `astro_role.viewer`. */
  readonly address: string
  readonly type: string
  readonly grants: Grants
  readonly library: Loaded['library']
}

const isConstruct = (value: unknown): value is IConstruct =>
  typeof value === 'object' && value !== null && 'node' in value && typeof value.node === 'object'

/** A construct, or a role of a `RoleFiles`, which has its resource. */
export const constructOf = (received: unknown): IConstruct => {
  if (isConstruct(received)) return received
  if (typeof received === 'object' && received !== null && 'resource' in received && isConstruct(received.resource))
    return received.resource
  throw new TypeError('Only a role, a stack, an app or another construct can be asked about its roles.')
}

/** Stacks whose aspects have run, so that those which are not made for it do not run twice. */
const visited = new WeakSet<object>()

const runAspects = (construct: IConstruct, { core: { TerraformStack, Testing } }: Loaded): void => {
  const within = construct.node.scopes.filter((scope) => TerraformStack.isStack(scope))
  const stacks = within.length > 0 ? within : construct.node.findAll().filter((below) => TerraformStack.isStack(below))
  for (const stack of stacks) {
    if (visited.has(stack)) continue
    visited.add(stack)
    Testing.synth(stack)
  }
}

/** The roles of a construct, itself and below, as the aspects of their stack leave them. */
export const rolesIn = (received: unknown): readonly TestedRole[] => {
  const construct = constructOf(received)
  const loaded = loadFor(construct)
  runAspects(construct, loaded)
  const { isRole, grantsOf } = loaded.library
  const roles = construct.node.findAll().filter((below) => isRole(below))
  return roles.map((role) => {
    const type = role.terraformResourceType.replace(/^rolecall_/, '')
    return {
      construct: role,
      type,
      address: `${type}.${role.friendlyUniqueId}`,
      grants: grantsOf(role),
      library: loaded.library,
    }
  })
}

/** @throws where there is no role: what is said of none holds whatever it says */
export const someRolesIn = (received: unknown): readonly TestedRole[] => {
  const roles = rolesIn(received)
  if (roles.length === 0) throw new Error(`${constructOf(received).node.path || 'The app'} has no role to judge.`)
  return roles
}

/** `astro_role.viewer is known in part only, as values of Terraform's come into it.` Null where all is known. */
export const unknownPart = (roles: readonly TestedRole[]): string | null => {
  const partly = roles.filter(({ grants }) => !grants.complete).map(({ address }) => address)
  return partly.length === 0 ? null : `Not all that ${listed(partly)} will grant is known before the plan.`
}
