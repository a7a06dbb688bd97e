/** What the classes of the roles share: patterns expanded and the rules asked when the stack is synthesized. */
import { checkRole } from '@rolecall/shared/check/check-role.js'
import type { Problem } from '@rolecall/shared/model/problem.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import { findRoleType, platformOf } from '@rolecall/shared/platforms/registry.js'
import { applySeverity, severityAtSynth } from '@rolecall/shared/rules/severity.js'
import type { TerraformResource } from './core.js'
import { refuseForeignCore } from './foreign-core.js'
import { expandPatterns } from './pattern-attributes.js'
import { inRole } from './stack/in-role.js'
import { rememberCallSite, withPlace } from './stack/places.js'
import { reportAtSynth } from './stack/report.js'
import { limitOf, watchStack } from './stack/stack-view.js'
import { rulesOf } from './stack/synth-rules.js'
import { attributesToCheck } from './tokens/attributes-to-check.js'
import { rememberValues } from './tokens/current-values.js'
import { roleFromTokens } from './tokens/role-from-tokens.js'

type Values = { readonly [name: string]: unknown }

const roleType = (name: string): RoleType => {
  const type = findRoleType(name)
  if (!type) throw new Error(`The library was built without the role type ${name}.`)
  return type
}

/** A role's attributes by Terraform's names, patterns expanded. Runs at synth, so what aspects change counts. */
export const expandedAttributes = (
  resource: TerraformResource,
  name: string,
  values: Values,
): { [name: string]: unknown } => {
  const type = roleType(name)
  return expandPatterns(values, type, rulesOf(resource).catalogOf(platformOf(type).key))
}

const problemsOf = (resource: TerraformResource, type: RoleType, values: Values): readonly Problem[] => {
  const { config, catalogOf } = rulesOf(resource)
  const { values: attributes, asWritten } = attributesToCheck(resource, values)
  const { role, problems } = roleFromTokens(type, resource.node.id, attributes, asWritten)
  const catalog = catalogOf(platformOf(type).key)
  const found = checkRole(role, { catalog, limit: limitOf(resource), patterns: true, partial: false })
  return applySeverity([...problems, ...found], severityAtSynth(config.severity))
}

/** Checks the role after all aspects. What comes from elsewhere in the stack is not known yet and passes. */
export const checkAtSynth = (resource: TerraformResource, name: string, values: () => Values): void => {
  refuseForeignCore(resource)
  rememberCallSite(resource)
  rememberValues(resource, values)
  watchStack(resource)
  reportAtSynth(resource, () => {
    const problems = problemsOf(resource, roleType(name), values())
    const lines = (wanted: Problem['severity']) =>
      problems.filter(({ severity }) => severity === wanted).map((problem) => withPlace(resource, inRole(problem)))
    return { errors: lines('error'), warnings: lines('warning') }
  })
}
