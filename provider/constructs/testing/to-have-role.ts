import { findRoleType } from '@rolecall/shared/platforms/registry.js'
import { loadFor } from './library.js'
import type { MatcherContext, MatcherResult } from './matcher.js'
import { listed, outcome } from './matcher.js'
import type { TestedRole } from './roles.js'
import { rolesIn } from './roles.js'

type Values = { readonly [name: string]: unknown }

type Synthesized = { readonly resource?: { readonly [type: string]: { readonly [key: string]: Values } } }

/** Roles with their attributes as Terraform gets them. Each stack is rendered once, which for many roles takes long. */
const withAttributes = (roles: readonly TestedRole[]): readonly (TestedRole & { readonly attributes: Values })[] => {
  const rendered = new Map<object, Synthesized>()
  return roles.map((role) => {
    const stack = loadFor(role.construct).core.TerraformStack.of(role.construct)
    const synthesized = rendered.get(stack) ?? (stack.toTerraform() as Synthesized)
    rendered.set(stack, synthesized)
    const [type = '', key = ''] = role.address.split('.')
    return { ...role, attributes: synthesized.resource?.[`rolecall_${type}`]?.[key] ?? {} }
  })
}

/** The lists of a role are sets. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value))
    return value.every((item) => typeof item === 'string') ? value.toSorted() : value.map(sorted)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, sorted(inner)]))
}

const labelOf = ({ type }: TestedRole, attributes: Values): unknown => attributes[findRoleType(type)?.label ?? '']

/**
 * Whether a role is there, by its address (`astro_role.viewer`) or by what people know it by (its name or slug), and
 * has these attributes among its own. They are called as in Terraform, and their lists have no order.
 */
export function toHaveRole(
  this: MatcherContext,
  received: unknown,
  role: string,
  attributes: Values = {},
): MatcherResult {
  const wanted = role.replace(/^rolecall_/, '')
  const roles = withAttributes(rolesIn(received))
  const found = roles.filter((each) => each.address === wanted || labelOf(each, each.attributes) === role)
  const differing = found.flatMap((each) =>
    Object.entries(attributes)
      .filter(([name, value]) => !this.equals(sorted(each.attributes[name]), sorted(value)))
      .map(([name, value]) => ({ each, name, value })),
  )
  const matching = found.filter((each) => differing.every((difference) => difference.each !== each))
  if (this.isNot)
    return outcome(
      this,
      matching.length === 0,
      `${listed(matching.map(({ address }) => address))} should not be there.`,
    )
  if (found.length === 0)
    return outcome(
      this,
      false,
      `There is no role ${role}. There is ${
        listed(
          roles.map(({ address }) => address),
          50,
        ) || 'none'
      }.`,
    )
  const why = differing.map(
    ({ each, name, value }) =>
      `${each.address} should have ${name} ${this.utils.printExpected(value)}, and has ${this.utils.printReceived(each.attributes[name])}.`,
  )
  return outcome(this, matching.length > 0, why.join('\n'))
}
