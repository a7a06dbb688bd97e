/** What the classes of the roles share: patterns expanded and the rules asked when the stack is synthesized. */
import { checkRole } from '@rolecall/shared/check/check-role.js'
import type { Problem } from '@rolecall/shared/model/problem.js'
import { isResourceOption } from '@rolecall/shared/model/resource-options.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import { findRoleType, platformOf } from '@rolecall/shared/platforms/registry.js'
import { applySeverity, severityAtSynth } from '@rolecall/shared/rules/severity.js'
import type { TerraformResource } from './core.js'
import { expandPatterns } from './pattern-attributes.js'
import { addErrors, addWarnings, isCommandRun } from './report.js'
import { roleFromTokens } from './role-from-tokens.js'
import { rulesOf } from './synth-rules.js'

type Values = { readonly [name: string]: unknown }

const roleType = (name: string): RoleType => {
  const type = findRoleType(name)
  if (!type) throw new Error(`The library was built without the role type ${name}.`)
  return type
}

/** The attributes of the role, without what is Terraform's business alone. */
const ofRole = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !isResourceOption(name)))

const placeOf = ({ path }: Problem): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .slice(1)

const lineOf = (problem: Problem): string =>
  `${placeOf(problem)}: ${problem.code} ${problem.message}`.replace(/^: /, '')

/** A role's attributes by Terraform's names, patterns expanded. Runs at synth, so what aspects change counts. */
export const expandedAttributes = (
  resource: TerraformResource,
  name: string,
  values: Values,
): { [name: string]: unknown } => {
  const type = roleType(name)
  return expandPatterns(values, type, rulesOf(resource).catalogOf(platformOf(type).key))
}

/** Checks the role after all aspects. What comes from elsewhere in the stack is not known yet and passes. */
export const checkAtSynth = (resource: TerraformResource, name: string, values: () => Values): void => {
  const check = (): readonly Problem[] => {
    const type = roleType(name)
    const { config, catalogOf } = rulesOf(resource)
    const { role, problems } = roleFromTokens(type, resource.node.id, ofRole(values()))
    const catalog = catalogOf(platformOf(type).key)
    const found = checkRole(role, { catalog, limit: config.maxBlastRadius, patterns: true, partial: false })
    return applySeverity([...problems, ...found], severityAtSynth(config.severity))
  }
  resource.node.addValidation({
    validate: () => {
      const problems = check()
      addWarnings(resource, problems.filter(({ severity }) => severity === 'warning').map(lineOf))
      const errors = problems.filter(({ severity }) => severity === 'error').map(lineOf)
      if (!isCommandRun()) return errors
      addErrors(resource, errors)
      return []
    },
  })
}
