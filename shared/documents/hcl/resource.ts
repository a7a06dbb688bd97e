/** From a `resource` block to the roles it makes. */

import { isResourceOption } from '../../model/resource-options.js'
import { findRoleType, platformOf } from '../../platforms/registry.js'
import type { FormProblem } from '../../syntax/form-problem.js'
import { misplaced } from '../../syntax/fragment.js'
import type { Block, HclAttribute } from '../../syntax/hcl/expression.js'
import type { Entry, MapNode, Node, ScalarNode } from '../../syntax/node.js'
import type { Resolver } from '../../syntax/view.js'
import { aliasTarget, elementsOf, expandFunction, opaqueAt } from '../code-list.js'
import { codeSite, patternsWhereMarked } from '../code-role.js'
import type { ReservedValue, RoleSite } from '../document.js'
import { typeProblem } from '../header.js'
import { evaluate } from './evaluate.js'
import type { PlacedBlock } from './module.js'
import type { ModuleScope } from './scope.js'

export type BoundBlock = {
  readonly sites: readonly RoleSite[]
  readonly problems: readonly FormProblem[]
  readonly stray: boolean
}

export const typePrefix = 'rolecall_'

/** https://developer.hashicorp.com/terraform/language/meta-arguments */
const metaArguments: ReadonlySet<string> = new Set(['count', 'depends_on', 'for_each', 'provider'])

const metaBlocks: ReadonlySet<string> = new Set(['connection', 'lifecycle', 'provisioner'])

/** Most roles one block is taken apart into. */
const maximumInstances = 1000

type Each = NonNullable<ModuleScope['each']>

const argument = ({ body }: Block, name: string): HclAttribute | null =>
  body.attributes.findLast(({ key }) => key.text === name) ?? null

/** `isSeen`: OpenTofu takes one of several configurations by an index, which may be any expression. */
type Provider = { readonly named: ReservedValue | null; readonly isSeen: boolean }

const providerOf = (block: Block): Provider => {
  const value = argument(block, 'provider')?.value ?? null
  if (value?.kind === 'scalar') {
    return { named: { text: value.text, node: value }, isSeen: !/\[[^"\d]/.test(value.text) }
  }
  if (value?.kind !== 'reference') return { named: null, isSeen: value === null }
  const { chunk, start, end } = value
  const text = value.path.join('.')
  return { named: { text, node: { kind: 'scalar', chunk, start, end, text, style: 'plain' } }, isSeen: true }
}

/** The elements of `for_each`; null where they cannot be seen. */
const instancesOf = (node: Node): readonly Each[] | null => {
  const target = aliasTarget(node)
  if (target.kind === 'map') return target.entries.map(({ key, value }) => ({ key, value }))
  if (target.kind !== 'list') return null
  const items = elementsOf(node).map(aliasTarget)
  return items.every((item) => item.kind === 'scalar') ? items.map((item) => ({ key: item, value: item })) : null
}

const mapOf = (block: Block, scope: ModuleScope): MapNode => {
  const { chunk, start, end, attributes, blocks } = block.body
  const own = attributes
    .filter(({ key }) => !metaArguments.has(key.text) && !isResourceOption(key.text))
    .map(({ key, value }): Entry => {
      const node = evaluate(value, scope)
      return { key, value: scope.limits.spend(node) ? node : opaqueAt(value) }
    })
  const nested = blocks
    .filter(({ type }) => !metaBlocks.has(type.text) && type.text !== 'dynamic' && !isResourceOption(type.text))
    .map((inner): Entry => ({ key: inner.type, value: mapOf(inner, scope) }))
  return { kind: 'map', chunk, start, end, flow: false, entries: [...own, ...nested] }
}

const blockProblems = ({ body }: Block, type: string): readonly FormProblem[] =>
  body.blocks
    .filter(({ type: { text } }) => !metaBlocks.has(text) && text !== 'dynamic')
    .map(({ type: key }) => {
      const isAttribute = isResourceOption(key.text) || Object.hasOwn(findRoleType(type)?.attributes ?? {}, key.text)
      const message = isAttribute
        ? `\`${key.text}\` is an attribute. Write \`${key.text} = {\`.`
        : `\`${typePrefix}${type}\` has no block \`${key.text}\`.`
      return misplaced(key, { message })
    })

const addressOf = (name: string, each: Each | null): string => {
  if (!each) return name
  return each.key.kind === 'scalar' ? `${name}[${JSON.stringify(each.key.text)}]` : name
}

const insteadOf =
  (type: string) =>
  (pattern: string): string => {
    const known = findRoleType(type)
    const platform = known ? platformOf(known).key : ''
    return `Write out the permissions, or use \`${expandFunction}(${JSON.stringify(platform)}, [${JSON.stringify(pattern)}])\`.`
  }

/** What the roles of a module have in common. */
export type Module = {
  readonly directory: string
  /** The file is one that Terraform merges into the others. */
  readonly overrides: boolean
  readonly scope: ModuleScope
  readonly resolver: Resolver
}

const sitesOf = (
  { block, stray }: PlacedBlock,
  type: string,
  key: ScalarNode,
  { directory, overrides, scope, resolver }: Module,
) => {
  const forEach = argument(block, 'for_each')
  const instances = forEach && instancesOf(evaluate(forEach.value, scope))
  const known = instances && instances.length > 0 && instances.length <= maximumInstances ? instances : [null]
  const isDynamic = block.body.blocks.some((inner) => inner.type.text === 'dynamic')
  const broken = block.broken || stray || isDynamic || overrides
  const { named: provider, isSeen } = providerOf(block)
  const role = { type, key, broken, provider, module: directory }
  return known.map((each) => {
    const value = mapOf(block, each ? { ...scope, each } : scope)
    const patterns = { mayStandAt: patternsWhereMarked(value, resolver), instead: insteadOf(type) }
    const site = codeSite({ ...role, name: addressOf(key.text, each), value, patterns }, resolver)
    // What overrides is no role of its own, so it repeats none.
    const claims = overrides ? [] : site.claims.filter(({ kind }) => isSeen || kind === 'key')
    return { ...site, claims }
  })
}

export const bindResource = (placed: PlacedBlock, module: Module): BoundBlock => {
  const { block, stray } = placed
  const [label, name] = block.labels
  if (!label?.text.startsWith(typePrefix)) return { sites: [], problems: [], stray }
  const type = label.text.slice(typePrefix.length)
  const unknownType = typeProblem({ ...label, text: type }, typePrefix)
  const sites = name ? sitesOf(placed, type, name, module) : []
  const said = unknownType ? [unknownType] : blockProblems(block, type)
  const problems = [...block.problems, ...said].map((problem) => ({ ...problem, role: name?.text ?? null }))
  return { sites, problems, stray }
}
