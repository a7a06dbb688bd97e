/** From `new AstroRole(scope, 'key', { … })` to a role. */
import type ts from 'typescript'
import { isResourceOption } from '../../model/resource-options.js'
import { firstOfEachLine, repeatedKeyMessage, repeatedKeys, unreadable } from '../../syntax/fragment.js'
import type { Entry, MapNode, ScalarNode } from '../../syntax/node.js'
import type { Resolver } from '../../syntax/view.js'
import type { BoundRole } from '../bind.js'
import { aliasTarget, opaqueAt } from '../code-list.js'
import { codeSite } from '../code-role.js'
import type { ReservedValue } from '../document.js'
import type { Evaluation } from './evaluate.js'
import { evaluate, nodeSpan, stringNode } from './evaluate.js'
import type { RoleClass } from './imports.js'
import { metaSettings, terraformName } from './names.js'

const metaNames: ReadonlySet<string> = new Set([...metaSettings].map(terraformName))

const isOfRole = ({ key: { text } }: Entry): boolean => !metaNames.has(text) && !isResourceOption(text)

/** What the parser says, inside a stretch of the file. */
export type SyntaxErrors = (
  start: number,
  end: number,
) => readonly { readonly start: number; readonly end: number; readonly message: string }[]

const keyOf = (evaluation: Evaluation, node: ts.NewExpression): ScalarNode => {
  const id = node.arguments?.[1]
  if (id && evaluation.compiler.isStringLiteralLike(id)) return stringNode(evaluation, id)
  return { kind: 'scalar', ...nodeSpan(evaluation, id ?? node.expression), text: '', style: 'plain' }
}

/** The settings; without any that can be seen, a map of one thing that cannot. */
const settingsOf = (evaluation: Evaluation, node: ts.NewExpression): MapNode => {
  const settings = node.arguments?.[2]
  const found = settings && aliasTarget(evaluate(evaluation, settings))
  if (found?.kind === 'map') return found
  const place = nodeSpan(evaluation, settings ?? node)
  const key: ScalarNode = { kind: 'scalar', ...place, end: place.start, text: '', style: 'empty' }
  return { kind: 'map', ...place, flow: true, entries: [{ key, value: opaqueAt(place) }] }
}

const providerOf = (evaluation: Evaluation, { entries }: MapNode): ReservedValue | null => {
  const value = entries.findLast(({ key }) => key.text === 'provider')?.value
  if (!value) return null
  const { chunk, start, end } = value
  const text = evaluation.chunk.text.slice(start, end)
  return { text, node: { kind: 'scalar', chunk, start, end, text, style: 'plain' } }
}

const instead = (type: string) => (): string => {
  const className = type.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return `Write out the permissions, or use the class \`${className}\` of \`@rolecall/provider/cdktf\`, which expands patterns.`
}

export const bindNew = (
  evaluation: Evaluation,
  node: ts.NewExpression,
  { type, patterns }: RoleClass,
  resolver: Resolver,
  syntaxErrors: SyntaxErrors,
): BoundRole => {
  const { chunk, start, end } = nodeSpan(evaluation, node)
  const key = keyOf(evaluation, node)
  const settings = settingsOf(evaluation, node)
  const errors = syntaxErrors(start, end)
  const own = settings.chunk === chunk && start <= settings.start && settings.end <= end
  const repeated = own
    ? repeatedKeys(settings.entries.map((entry) => entry.key).filter((name) => start <= name.start && name.text !== ''))
    : []
  const value: MapNode = { ...settings, entries: settings.entries.filter(isOfRole) }
  const role = {
    type,
    key,
    name: key.style === 'plain' ? null : key.text,
    value,
    broken: errors.length > 0,
    provider: providerOf(evaluation, settings),
    // The id of a construct is unique in its scope only, which is not known here.
    module: `${evaluation.file.fileName}#${start}`,
    patterns: { mayStandAt: () => patterns, instead: instead(type) },
  }
  const problems = [
    ...errors.map((error) => unreadable({ chunk, ...error }, { message: error.message, role: role.name })),
    ...repeated.map((name) => unreadable(name, { message: repeatedKeyMessage(name.text), role: role.name })),
  ]
  return { site: codeSite(role, resolver), problems: firstOfEachLine(problems, (problem) => problem.start, chunk.text) }
}
