import { resolve } from 'node:path'
import type { TerraformProvider } from '../core.js'
import { Aspects, Construct } from '../core.js'
import { refuseForeignCore } from '../foreign-core.js'
import { rememberPlace } from '../stack/places.js'
import { addErrors, isCommandRun, reportAtSynth } from '../stack/report.js'
import { watchStack } from '../stack/stack-view.js'
import { rememberRules, rulesFor } from '../stack/synth-rules.js'
import { rememberValues } from '../tokens/current-values.js'
import { createRoleHandle } from './create-role-handle.js'
import { createRoleResource } from './create-role-resource.js'
import { claimRoles } from './deployed-files.js'
import { createFileJudge } from './file-problems.js'
import type { FileRole } from './file-role.js'
import { filePlace, rememberFileRole } from './file-role.js'
import { findRoleFiles } from './find-role-files.js'
import type { KeyPrefixes } from './key-prefix.js'
import { keyPrefixes, movesOf } from './key-prefix.js'
import { lateFindings } from './late-findings.js'
import { MovedRole } from './moved-role.js'
import type { ReadRole } from './read-role-files.js'
import { readRoleFiles, rolesIn } from './read-role-files.js'
import { attributesOf } from './role-attributes.js'
import { RoleFilesError } from './role-files-error.js'
import type { RoleHandle } from './role-handle.js'
import { providersNow, settleProviders } from './settle-providers.js'

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
  /**
   * What goes before each key in the address, and before `$moved_from`, so that one file can be deployed twice:
   * `emea_` makes `rolecall_astro_role.emea_viewer`. Letters, digits, `_` and `-`; no digit first.
   * @default none
   */
  readonly keyPrefix?: string
  /**
   * What `keyPrefix` was before it changed; `''` where there was none. It writes the `moved` blocks, so that the
   * roles stay the ones they are. Remove it when all states are applied.
   */
  readonly previousKeyPrefix?: string
}

/** The role of a site, with its address; null where it cannot be made, which the problems of its file say. */
const createRole = (scope: Construct, read: ReadRole, prefixes: KeyPrefixes): FileRole | null => {
  const { site, rules } = read
  const { type, role } = site
  const id = `${role.type}-${role.key ?? ''}`
  // Of two roles with one key the second cannot be made; the problem is reported with the others.
  if (!type || !role.key || scope.node.tryFindChild(id)) return null
  const resource = createRoleResource(scope, id, type, `${prefixes.prefix}${role.key}`, attributesOf(role.attributes))
  const fileRole = { ...read, type, resource }
  rememberRules(resource, rules)
  rememberValues(resource, () => resource.values)
  rememberFileRole(fileRole)
  rememberPlace(resource, () => filePlace(read))
  return fileRole
}

/** Writes the `moved` blocks; a resource has room for one. */
const moveRole = (scope: Construct, { site, resource }: FileRole, prefixes: KeyPrefixes): void => {
  const moves = movesOf(site, prefixes)
  for (const [index, move] of moves.entries()) {
    if (index === moves.length - 1) resource.moveFromId(move.from)
    else new MovedRole(scope, `moved-${resource.node.id}`, move)
  }
}

const failSynth = (construct: Construct, roles: readonly FileRole[], lines: readonly string[]): void => {
  if (lines.length === 0) return
  if (isCommandRun()) return addErrors(construct, lines)
  // Nothing comes after this, so what the whole stack would tell is said as far as it is known.
  throw new RoleFilesError([...lines, ...roles.flatMap((role) => lateFindings(role).errors)], RoleFiles)
}

/**
 * Deploys role files. A role's address is `rolecall_<type>.<key>`, so that it stays where it is when
 * constructs or files are renamed; patterns are expanded here and stand in the plan as permissions.
 * @example
 * new RoleFiles(this, 'roles', { paths: ['roles/*.roles.yaml'] })
 * @see {@link https://github.com/rolecall/rolecall/blob/main/provider/docs/guides/role-files-in-code.md}
 */
export class RoleFiles extends Construct {
  /** The roles in the order of the files, by address without `rolecall_` and `keyPrefix`: `astro_role.viewer`. */
  public readonly roles: ReadonlyMap<string, RoleHandle>

  public constructor(scope: Construct, id: string, config: RoleFilesConfig) {
    super(scope, id)
    refuseForeignCore(this)
    watchStack(this)
    const prefixes = keyPrefixes(config.keyPrefix, config.previousKeyPrefix)
    const found = findRoleFiles(config.paths, resolve(config.directory ?? ''))
    const read = readRoleFiles(found.files, (at) => rulesFor(this, at))
    const roles = rolesIn(read.files).flatMap((role) => createRole(this, role, prefixes) ?? [])
    this.roles = new Map(
      roles.map(({ site, type, resource }) => [
        `${type.name}.${site.role.key ?? ''}`,
        createRoleHandle(resource, type),
      ]),
    )

    const judge = createFileJudge(read.files)
    const { errors } = judge(providersNow(this, config.provider))
    const taken = claimRoles(this, roles, ({ site }) => movesOf(site, prefixes))
    failSynth(this, roles, [...found.failures, ...read.failures, ...errors, ...taken])
    for (const role of roles) moveRole(this, role, prefixes)

    // A provider may be made after this construct, so who serves a role is settled when synth begins.
    const settle = (): void => failSynth(this, roles, settleProviders(this, roles, config.provider))
    Aspects.of(this).add({ visit: (node) => node === this && settle() })
    reportAtSynth(this, () => judge(providersNow(this, config.provider)))
    for (const role of roles) reportAtSynth(role.resource, () => lateFindings(role))
  }

  /** The role with this address, such as `astro_role.viewer`; the key as it stands in the file. */
  public role(address: string): RoleHandle {
    const role = this.roles.get(address.replace(/^rolecall_/, ''))
    if (role) return role
    const known = [...this.roles.keys()].join(', ') || 'none'
    throw new Error(`${this.node.path} has no role ${address}. It has ${known}.`)
  }
}
