/** Which role files a stack deploys, by which construct: two that deploy one file must not meet in its roles. */
import { problemAt } from '@rolecall/shared/check/problem-at.js'
import { keySpan } from '@rolecall/shared/documents/locate.js'
import { repeatedRole } from '@rolecall/shared/rules/repeated-role.js'
import { problemLine } from '@rolecall/shared/text/other-places.js'
import type { Construct } from '../core.js'
import { TerraformStack } from '../core.js'
import { addressOf, sayTakenAddress } from '../stack/role-address.js'
import type { FileRole } from './file-role.js'
import type { Move } from './key-prefix.js'
import { sharedFileLines } from './shared-file.js'

/** Paths of the constructs. */
type Deployed = {
  /** By address. */
  readonly addresses: Map<string, string>
  /** By the address that a role moves away from. */
  readonly sources: Map<string, string>
  /** By file: the first that deploys it. */
  readonly files: Map<string, string>
}

const stacks = new WeakMap<TerraformStack, Deployed>()

const deployedIn = (stack: TerraformStack): Deployed => {
  const deployed = stacks.get(stack) ?? { addresses: new Map(), sources: new Map(), files: new Map() }
  stacks.set(stack, deployed)
  return deployed
}

const line = ({ document, site }: FileRole, message: string): string =>
  problemLine(problemAt(keySpan(document, site), repeatedRole, message, site.role.key))

const sayNotMoved = (from: string, holder: string): string =>
  `A role cannot move away from \`${from}\`, which the construct ${holder} deploys or moves too. ` +
  'Only the construct whose `keyPrefix` changed has a `previousKeyPrefix`.'

/** Takes in the roles that a construct deploys. One line for each that another one stands in the way of. */
export const claimRoles = (
  construct: Construct,
  roles: readonly FileRole[],
  movesOf: (role: FileRole) => readonly Move[],
): readonly string[] => {
  const { path } = construct.node
  const { addresses, sources, files } = deployedIn(TerraformStack.of(construct))
  const lines: string[] = []
  for (const role of roles) {
    const address = addressOf(role.resource)
    const holder = addresses.get(address)
    if (holder !== undefined) lines.push(line(role, sayTakenAddress(address, holder, path)))
    const first = files.get(role.path)
    if (first !== undefined && first !== path) lines.push(...sharedFileLines(role, first, path))
    if (first === undefined) files.set(role.path, path)
    addresses.set(address, holder ?? path)
  }
  for (const role of roles) {
    const address = addressOf(role.resource)
    const leaver = sources.get(address)
    if (leaver !== undefined) lines.push(line(role, sayNotMoved(address, leaver)))
    for (const { from } of movesOf(role)) {
      const holder = addresses.get(from) ?? sources.get(from)
      if (holder !== undefined) lines.push(line(role, sayNotMoved(from, holder)))
      sources.set(from, path)
    }
  }
  return lines
}
