/** A role file as a value. Loaded when the function is called: nothing else in a plan parses YAML. */
import { expandRole } from '@rolecall/shared/catalog/expand-role.js'
import { problemAt } from '@rolecall/shared/check/problem-at.js'
import type { RoleDocument, RoleSite } from '@rolecall/shared/documents/document.js'
import { keySpan, spanIn } from '@rolecall/shared/documents/locate.js'
import { readRoleFile } from '@rolecall/shared/documents/read.js'
import type { AttributeValues, RoleType } from '@rolecall/shared/model/role.js'
import { visible } from '@rolecall/shared/model/visible.js'
import { platformOf } from '@rolecall/shared/platforms/registry.js'
import { emptyPattern } from '@rolecall/shared/rules/empty-pattern.js'
import { wrongAttribute } from '@rolecall/shared/rules/wrong-attribute.js'
import type { RoleFileLanguage } from '@rolecall/shared/text/language.js'
import type { LocatedProblem } from '@rolecall/shared/text/located-problem.js'
import { problemLine } from '@rolecall/shared/text/other-places.js'
import { createSource } from '@rolecall/shared/text/source.js'
import { emptyFolder } from '@rolecall/shared/workspace/folder.js'
import { createSynthRules } from '@rolecall/shared/workspace/rules.js'
import type { FunctionAnswer } from '../../framework/provider.js'
import { conform } from '../../value/conform.js'
import type { Type } from '../../value/type.js'
import type { Value } from '../../value/value.js'
import { recordOf } from '../../value/value.js'
import { toValue } from '../values.js'

/** A resource type and the type of its roles. */
export type RoleShape = { readonly roleType: RoleType; readonly shape: Type }

type ReadRole = { readonly site: RoleSite; readonly value: Value; readonly problems: readonly string[] }

/** A function is pure: what lies in `.rolecall` does not count. */
const rules = createSynthRules(emptyFolder)

/** A text has no name that says it. JSON begins with a comment or with a map whose first key stands in double quotes. */
const languageOf = (text: string): RoleFileLanguage => {
  const start = text.trimStart()
  const isJson = start.startsWith('{') && /^["}/]/.test(start.slice(1).trimStart())
  return isJson || start.startsWith('//') || start.startsWith('/*') ? 'jsonc' : 'yaml'
}

const providerProblems = (document: RoleDocument): readonly LocatedProblem[] =>
  document.roles.flatMap(({ provider, role }) => {
    if (!provider) return []
    const message =
      'A resource block has one provider for all its roles, so `$provider` cannot be followed here. ' +
      'Give the roles of this provider a file and a block of their own, and remove it.'
    return [problemAt(spanIn(document, provider.node), wrongAttribute, message, role.key)]
  })

const readRole = (site: RoleSite, type: RoleType, shape: Type): ReadRole => {
  const expanded = expandRole(site.role.attributes, type, rules.catalogOf(platformOf(type).key)) as AttributeValues
  return { site, ...conform(toValue(expanded), shape) }
}

/** What a comment ignores still has no place in the type. */
const misfitProblems = (document: RoleDocument, roles: readonly ReadRole[]): readonly LocatedProblem[] =>
  roles.flatMap(({ site, problems }) =>
    problems.map((problem) =>
      problemAt(
        keySpan(document, site),
        wrongAttribute,
        `Terraform cannot take this role, whatever a comment ignores: ${problem}.`,
        site.role.key,
      ),
    ),
  )

/** The messages of patterns advise a newer catalog, which synth and lint would read. */
const shippedOnly =
  '\n\nA function knows only the catalog that ships with the provider. Write out permissions that it lacks.'

const refusal = (problems: readonly LocatedProblem[]): FunctionAnswer => {
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`
  const lines = problems.map((problem) => `  ${visible(problemLine(problem))}`)
  const more = problems.some(({ code }) => code === emptyPattern.code) ? shippedOnly : ''
  return { error: `The role file has ${count}:\n${lines.join('\n')}${more}`, argument: 0 }
}

const keyOf = ({ role }: RoleSite): string => role.key ?? ''

/** `shapes`: of every resource type, so that the value has all of them. */
export const readRoles = (text: string, shapes: readonly RoleShape[]): FunctionAnswer => {
  const document = readRoleFile(createSource('', text), languageOf(text))
  const errors = [
    ...rules.check(document).filter(({ severity }) => severity === 'error'),
    ...providerProblems(document),
  ]
  if (errors.length > 0) return refusal(errors)
  const roles = shapes.map(({ roleType, shape }) => ({
    name: roleType.name,
    roles: document.roles.filter(({ type }) => type === roleType).map((site) => readRole(site, roleType, shape)),
  }))
  const misfits = misfitProblems(
    document,
    roles.flatMap((ofType) => ofType.roles),
  )
  if (misfits.length > 0) return refusal(misfits)
  const byType = (entriesOf: (role: ReadRole) => readonly (readonly [string, Value])[]) =>
    roles.map(({ name, roles: ofType }) => [name, recordOf(ofType.flatMap(entriesOf))] as const)
  const imported = byType(({ site }) => (site.import ? [[keyOf(site), site.import.text]] : []))
  return {
    value: recordOf([...byType(({ site, value }) => [[keyOf(site), value]]), ['import_ids', recordOf(imported)]]),
  }
}
