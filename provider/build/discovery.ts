/** What the pages say about roles that exist already: how they are imported, found, and written down. */

import type { RoleType } from '@rolecall/shared/model/role.js'
import { needsParent } from '@rolecall/shared/model/role.js'
import { identityExample } from '../roles/identity.js'
import { fence, firstSentence, frontMatter } from './markdown.js'

/** Terraform's part there is played, since what these need is newer than the oldest Terraform that is tested. */
const newer = 'run by test/docs/newer-core.test.ts'

/** The part of a resource's page that follows the import by id. */
export const identityImport = (roleType: RoleType): string =>
  [
    'From Terraform 1.12 and OpenTofu 1.12 on, an import block may name a role by its identity instead of an `id`:\n',
    fence(newer, 'hcl', identityExample(roleType)),
    ...(roleType.parent && !needsParent(roleType)
      ? [`Without \`${roleType.parent.attribute}\` it is a role of the provider's ${roleType.parent.noun}.\n`]
      : []),
  ].join('\n')

export const listPagePath = ({ name }: RoleType): string => `list-resources/${name}.md`

const listExample = (roleType: RoleType): string => {
  const { name, parent } = roleType
  const filters = [
    ...(parent && needsParent(roleType) ? [[parent.attribute, parent.example] as const] : []),
    ['name_regex', '^Dev'] as const,
  ]
  const width = Math.max(...filters.map(([attribute]) => attribute.length))
  return [
    `list "rolecall_${name}" "all" {`,
    '  provider         = rolecall',
    '  include_resource = true',
    '',
    '  config {',
    ...filters.map(([attribute, value]) => `    ${attribute.padEnd(width)} = "${value}"`),
    '  }',
    '}',
  ].join('\n')
}

/** `filters` is the list of what may stand in the block. */
export const listPage = (roleType: RoleType, description: string, filters: string) => ({
  path: listPagePath(roleType),
  text: [
    frontMatter(`rolecall_${roleType.name} list`, firstSentence(description)),
    `# rolecall_${roleType.name} (list)\n`,
    `${description} Needs Terraform 1.14.\n`,
    '## Example\n',
    'In a file that ends in `.tfquery.hcl`, beside the configuration:\n',
    fence(newer, 'hcl', listExample(roleType)),
    '`terraform query` shows what there is. `terraform query -generate-config-out=roles.tf` also writes a resource and an import block for each role, so that the next plan imports all of them and changes nothing.\n',
    '## Filters\n',
    `${filters}\n`,
    'Roles come in the order of the platform. No more of them are read than `limit` asks for, which is 100 where it is left out. `include_resource`, and `permission` too, reads each role where a list does not tell all of it.\n',
  ].join('\n'),
})
