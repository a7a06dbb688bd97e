import { resolve } from 'node:path'
import { problemAt } from '@rolecall/shared/check/problem-at.js'
import type { RoleIndex } from '@rolecall/shared/check/role-index.js'
import { createRoleIndex } from '@rolecall/shared/check/role-index.js'
import { keySpan, spanIn } from '@rolecall/shared/documents/locate.js'
import { findRoleType, platformOf } from '@rolecall/shared/platforms/registry.js'
import { repeatedRole } from '@rolecall/shared/rules/repeated-role.js'
import { wrongAttribute } from '@rolecall/shared/rules/wrong-attribute.js'
import { problemLine } from '@rolecall/shared/text/other-places.js'
import type { TerraformProvider } from './core.js'
import { Aspects, Construct, TerraformResource, TerraformStack } from './core.js'
import { findRoleFiles } from './find-role-files.js'
import { refuseForeignCore } from './foreign-core.js'
import { expandPatterns } from './pattern-attributes.js'
import type { ReadRole } from './read-role-files.js'
import { readRoleFiles } from './read-role-files.js'
import { addErrors, addWarnings, isCommandRun } from './report.js'
import { attributesOf } from './role-attributes.js'
import { RoleFilesError } from './role-files-error.js'
import { RoleResource } from './role-resource.js'
import { ensureProvider, stackProviders } from './stack-providers.js'
import { rememberRules, rulesFor } from './synth-rules.js'

export interface RoleFilesConfig {
  /** Role files, and globs for them: `roles/*.roles.yaml`. A glob has `*`, `**`, `?`, `[ab]` and `{a,b}`. */
  readonly paths: readonly string[]
  /**
   * Where the paths start from.
   * @default the working directory, which for `cdktf` is the one of cdktf.json
   */
  readonly directory?: string
  /**
   * The provider of the roles that name none with `$provider`.
   * @default the stack's provider without an alias; one from the environment where the stack has none
   */
  readonly provider?: TerraformProvider
}

/** Roles of one stack must not meet, whichever constructs read them. */
const indexes = new WeakMap<TerraformStack, RoleIndex>()

const indexOf = (construct: Construct): RoleIndex => {
  const stack = TerraformStack.of(construct)
  const index = indexes.get(stack) ?? createRoleIndex()
  indexes.set(stack, index)
  return index
}

const resourceOf = (scope: Construct, { site, rules }: ReadRole): RoleResource | null => {
  const { type, role, movedFrom } = site
  const known = findRoleType(role.type)
  const id = `${role.type}-${role.key ?? ''}`
  // Of two roles with one key the second cannot be made; the problem is reported with the others.
  if (!type || !known || !role.key || scope.node.tryFindChild(id)) return null
  const catalog = rules.catalogOf(platformOf(known).key)
  const resource = new RoleResource(
    scope,
    role.type,
    role.key,
    expandPatterns(attributesOf(role.attributes), known, catalog),
  )
  rememberRules(resource, rules)
  if (movedFrom) resource.moveFromId(`rolecall_${role.type}.${movedFrom.text}`)
  return resource
}

/**
 * Deploys role files. A role's address is `rolecall_<type>.<key>`, so that it stays where it is when
 * constructs or files are renamed; patterns are expanded here and stand in the plan as permissions.
 * @example
 * new RoleFiles(this, 'roles', { paths: ['roles/*.roles.yaml'] })
 */
export class RoleFiles extends Construct {
  /** The roles in the order of the files, by address without `rolecall_`: `astro_role.viewer`. */
  public readonly roles: ReadonlyMap<string, RoleResource>

  public constructor(scope: Construct, id: string, { paths, directory, provider }: RoleFilesConfig) {
    super(scope, id)
    refuseForeignCore(this)
    const found = findRoleFiles(paths, resolve(directory ?? ''))
    const read = readRoleFiles(found.files, indexOf(this), (at) => rulesFor(this, at))
    const roles = read.roles.flatMap((role) => {
      const resource = resourceOf(this, role)
      return resource ? [{ ...role, resource }] : []
    })
    this.roles = new Map(roles.map(({ site, resource }) => [`${site.role.type}.${site.role.key ?? ''}`, resource]))

    const errors = read.problems.filter(({ severity }) => severity === 'error')
    const warnings = read.problems.filter(({ severity }) => severity === 'warning')
    addWarnings(this, [...read.notices, ...warnings.map(problemLine)])
    this.fail([...found.failures, ...read.failures, ...errors.map(problemLine)])

    // A provider may be made after this construct, so who serves a role is settled when synth begins.
    Aspects.of(this).add({ visit: (node) => node === this && this.settleProviders(roles, provider) })
    this.node.addValidation({ validate: () => this.takenAddresses(roles) })
  }

  /** The role with this address, such as `astro_role.viewer`. */
  public role(address: string): RoleResource {
    const role = this.roles.get(address.replace(/^rolecall_/, ''))
    if (role) return role
    const known = [...this.roles.keys()].join(', ') || 'none'
    throw new Error(`${this.node.path} has no role ${address}. It has ${known}.`)
  }

  private fail(lines: readonly string[]): void {
    if (lines.length === 0) return
    if (!isCommandRun()) throw new RoleFilesError(lines, RoleFiles)
    addErrors(this, lines)
  }

  private settleProviders(
    roles: readonly (ReadRole & { resource: RoleResource })[],
    fallback?: TerraformProvider,
  ): void {
    if (!fallback) ensureProvider(this)
    const providers = stackProviders(this)
    const problems: string[] = []
    for (const { site, document, resource } of roles) {
      const { provider: wanted, import: imported } = site
      const named = wanted && providers.find(({ alias }) => alias === wanted.text)
      if (wanted && !named) {
        const aliases = providers.flatMap(({ alias }) => (alias ? [alias] : []))
        const message = `The stack has no rolecall provider with the alias \`${wanted.text}\`. It has ${aliases.join(', ') || 'none with an alias'}.`
        problems.push(problemLine(problemAt(spanIn(document, wanted.node), wrongAttribute, message, site.role.key)))
      }
      const provider = named ?? fallback
      if (provider) resource.provider = provider
      if (imported) resource.importFrom(imported.text, provider)
    }
    this.fail(problems)
  }

  /** The core would merge two resources with one address without a word. */
  private takenAddresses(roles: readonly (ReadRole & { resource: RoleResource })[]): string[] {
    const others = TerraformStack.of(this)
      .node.findAll()
      .filter((node): node is TerraformResource => TerraformResource.isTerraformResource(node))
      .filter((node) => !(node instanceof RoleResource))
    const taken = new Map(
      others.map((node) => [`${node.terraformResourceType}.${node.friendlyUniqueId}`, node.node.path]),
    )
    return roles.flatMap(({ site, document, resource }) => {
      const path = taken.get(`${resource.terraformResourceType}.${resource.friendlyUniqueId}`)
      if (path === undefined) return []
      const message = `The construct ${path} has the address of this role. Rename one of them.`
      return [problemLine(problemAt(keySpan(document, site), repeatedRole, message, site.role.key))]
    })
  }
}
