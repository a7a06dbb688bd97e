/** The reference pages under docs/, made from the schema that the provider reports. */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isResourceOption } from '@rolecall/shared/model/resource-options.js'
import type { RoleType } from '@rolecall/shared/model/role.js'
import { namesOf } from '@rolecall/shared/model/wording.js'
import { roleFileSchema } from '@rolecall/shared/schema/role-file-schema.js'
import { replaceAlways, replaceIfConfigured } from '../framework/plan-modifiers.js'
import type { FunctionParameter, ProviderFunction } from '../framework/provider.js'
import type { MoveSource, Resource } from '../framework/resource.js'
import type { NestedType, SchemaAttribute, SchemaAttributes } from '../framework/schema.js'
import { isNested } from '../framework/schema.js'
import { adapters } from '../platforms/adapters.js'
import type { RoleClient } from '../roles/client.js'
import { importBlock, importForms } from '../roles/import-id.js'
import { rolecallProvider } from '../roles/provider.js'
import type { Type } from '../value/type.js'
import { commandPage } from './command-page.js'
import { identityImport, listPage, listPagePath } from './discovery.js'
import { fence, firstSentence, frontMatter } from './markdown.js'
import { permissionsPage } from './permissions-page.js'
import { sameWordsPage } from './same-words-page.js'

type DataSource = (typeof rolecallProvider)['dataSources'][number]

export type ReferencePage = { readonly path: string; readonly text: string }

const typeName = (type: Type): string => {
  if (typeof type === 'string') return type
  if (type.kind === 'object' || type.kind === 'tuple') return type.kind
  return `${type.kind} of ${typeName(type.element)}`
}

const nestedName = ({ nesting }: NestedType): string => (nesting === 'single' ? 'object' : `${nesting} of objects`)

/** The same role by a construct, where there is an example of it. */
const inTypeScript = (examples: URL, name: string): string =>
  existsSync(new URL(name, examples))
    ? `The same with CDKTF, and with CDK Terrain from \`@rolecall/provider/cdktn\`:\n\n${fence('run in typescript', 'ts', example(examples, name))}`
    : ''

/** What an example reads, in its directory. */
const besides = (examples: URL, directory: string): string =>
  readdirSync(new URL(directory, examples))
    .filter((name) => name.endsWith('.yaml'))
    .map(
      (name) =>
        `\nwith this \`${name}\`:\n\n${fence('run in example', 'yaml', example(examples, `${directory}/${name}`))}`,
    )
    .join('')

const isReplacing = ({ plan = [] }: SchemaAttribute): boolean =>
  plan.includes(replaceAlways) || plan.includes(replaceIfConfigured)

const line = (name: string, attribute: SchemaAttribute, depth: number): string => {
  const { type, description, required, sensitive } = attribute
  const said = [
    isNested(type) ? nestedName(type) : typeName(type),
    required && 'required',
    sensitive && 'sensitive',
    isReplacing(attribute) && 'forces replacement',
  ]
  const indent = '  '.repeat(depth)
  const own =
    `${indent}- \`${name}\` (${said.filter(Boolean).join(', ')}) ${description.replaceAll('\n', ' ')}`.trimEnd()
  return isNested(type) ? [own, ...lines(type.attributes, depth + 1)].join('\n') : own
}

const lines = (attributes: SchemaAttributes, depth: number): readonly string[] =>
  Object.entries(attributes).map(([name, attribute]) => line(name, attribute, depth))

const pick = (
  attributes: SchemaAttributes,
  wanted: (attribute: SchemaAttribute, name: string) => boolean,
): SchemaAttributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name, attribute]) => wanted(attribute, name)))

const list = (title: string, attributes: SchemaAttributes): string =>
  Object.keys(attributes).length === 0 ? '' : `## ${title}\n\n${lines(attributes, 0).join('\n')}\n`

const isReadOnly = ({ required, optional }: SchemaAttribute): boolean => !required && !optional

const example = (examples: URL, name: string): string => readFileSync(new URL(name, examples), 'utf8').trim()

/** The address of the role in the example. */
const addressIn = (type: string, text: string): string => `${type}.${/^resource "\w+" "(\w+)"/m.exec(text)?.[1]}`

const importByIdOf = (roleType: RoleType, address: string): string => {
  const { id, name } = importForms(roleType)
  const { parent, exampleId } = roleType
  const block = importBlock(roleType, parent && parent.example, exampleId).replace(/= \S+\.NAME/, `= ${address}`)
  return (
    `## Import\n\nThe import id is \`${id}\`, or \`${name}\` with the name of the role:\n\n` +
    `${fence('run in example', 'hcl', block)}\n\`terraform import ADDRESS ID\` takes the same ids.\n`
  )
}

const movedBlock = (from: string, to: string): string =>
  fence('run in example', 'hcl', `moved {\n  from = ${from}\n  to   = ${to}\n}`)

const newAddress = (address: string): string =>
  '## Another address\n\nWith this a resource that is renamed, or goes into a module, keeps its role:\n\n' +
  movedBlock(address.replace(/\.\w+$/, '.before'), address)

const movedFrom = (address: string, sources: readonly MoveSource[]): readonly string[] =>
  sources.map(
    (source) =>
      `## Moving in from ${source.provider}\n\n` +
      `The state of \`${source.type}\` becomes that of \`${address.replace(/\..*/, '')}\`, and the plan changes nothing:\n\n` +
      `${movedBlock(address.replace(/^\w+/, source.type), address)}\nTerraform 1.8, or OpenTofu 1.10. [How it goes](../moving-in.md).\n`,
  )

const resourcePage = (roleType: RoleType, resource: Resource<RoleClient>, examples: URL): ReferencePage => {
  const {
    type,
    schema: { attributes, description },
    move,
  } = resource
  const shown = example(examples, `resources/${type}/resource.tf`)
  const address = addressIn(type, shown)
  const parts = [
    frontMatter(`${type} resource`, firstSentence(description)),
    `# ${type}\n`,
    `${description}\n`,
    `## Example\n\n${fence('run in example', 'hcl', shown)}`,
    inTypeScript(examples, `resources/${type}/resource.ts`),
    list(
      'Arguments',
      pick(attributes, (attribute, name) => !isReadOnly(attribute) && !isResourceOption(name)),
    ),
    list(
      'Options',
      pick(attributes, (_, name) => isResourceOption(name)),
    ),
    `How Terraform deals with the role, and nothing that the platform hears of: [role options](../role-options.md).\n`,
    list('Attributes that the platform sets', pick(attributes, isReadOnly)),
    importByIdOf(roleType, address),
    identityImport(roleType),
    `Roles that exist are found with the [list](../${listPagePath(roleType)}) of the same name.\n`,
    newAddress(address),
    ...movedFrom(address, move?.from ?? []),
  ]
  return { path: `resources/${roleType.name}.md`, text: parts.filter(Boolean).join('\n') }
}

/** The name of a type in a path: `astro_role`. */
const shortName = (type: string): string => type.replace(/^rolecall_/, '')

const dataSourcePage = ({ type, schema }: DataSource, examples: URL): ReferencePage => {
  const { attributes, description } = schema
  const parts = [
    frontMatter(`${type} data source`, firstSentence(description)),
    `# ${type} (data source)\n`,
    `${description}\n`,
    `## Example\n\n${fence('run in example', 'hcl', example(examples, `data-sources/${type}/data-source.tf`))}`,
    list(
      'Arguments',
      pick(attributes, (attribute) => !isReadOnly(attribute)),
    ),
    list('Attributes', pick(attributes, isReadOnly)),
  ]
  return { path: `data-sources/${shortName(type)}.md`, text: parts.filter(Boolean).join('\n') }
}

const parameterLine = ({ name, type, description }: FunctionParameter, variadic: boolean): string =>
  `- \`${name}${variadic ? '...' : ''}\` (${typeName(type)}) ${description}`

const functionPage = (
  { name, description, parameters, variadic, returns }: ProviderFunction,
  examples: URL,
): ReferencePage => {
  const names = [...parameters.map((parameter) => parameter.name), ...(variadic ? [`${variadic.name}...`] : [])]
  const listed = [
    ...parameters.map((parameter) => parameterLine(parameter, false)),
    ...(variadic ? [parameterLine(variadic, true)] : []),
  ]
  return {
    path: `functions/${name}.md`,
    text: [
      frontMatter(`${name} function`, firstSentence(description)),
      `# ${name}\n`,
      `${description}\n`,
      `## Example\n\n${fence('run in example', 'hcl', example(examples, `functions/${name}/function.tf`))}${besides(examples, `functions/${name}`)}`,
      `## Signature\n\n\`provider::rolecall::${name}(${names.join(', ')}) ${typeName(returns)}\`\n`,
      `${listed.join('\n')}\n`,
      'Functions need Terraform 1.8 or OpenTofu 1.7, and know only the catalog that ships with the provider unless they are given another.\n',
    ].join('\n'),
  }
}

const environmentTable = (): string => {
  const rows = adapters.flatMap(({ platform, settings }) =>
    Object.entries(settings)
      .filter(([, { environment }]) => environment !== undefined)
      .map(
        ([name, setting]) =>
          `| \`${platform.key}.${name}\` | \`${setting.environment}\` | ${setting.default ? `\`${setting.default}\`` : ''} |`,
      ),
  )
  return ['| setting | variable | default |', '|---|---|---|', ...rows].join('\n')
}

const providerPage = (attributes: SchemaAttributes, examples: URL): ReferencePage => ({
  path: 'index.md',
  text: [
    frontMatter('rolecall provider', 'Custom roles of SaaS platforms as code.'),
    '# The rolecall provider\n',
    `Custom roles on ${namesOf(adapters.map(({ platform }) => platform.title))}. A platform needs its settings only where there are roles of it.\n`,
    `## Example\n\n${fence('run in example', 'hcl', example(examples, 'provider/provider.tf'))}`,
    list('Arguments', attributes),
    `## Environment\n\nA variable fills a setting that the block leaves out. An empty variable counts as none.\n\n${environmentTable()}\n`,
    `## Resources\n\n${adapters
      .flatMap(({ platform }) => platform.roleTypes.map(({ name }) => `- [rolecall_${name}](resources/${name}.md)`))
      .join('\n')}\n\nAll of them take the same [options](role-options.md).\n`,
    `## List resources\n\nRoles that exist already, for \`terraform query\` of Terraform 1.14.\n\n${adapters
      .flatMap(({ platform }) =>
        platform.roleTypes.map((roleType) => `- [rolecall_${roleType.name}](${listPagePath(roleType)})`),
      )
      .join('\n')}\n`,
    `## Data sources\n\n${rolecallProvider.dataSources
      .map(({ type }) => `- [${type}](data-sources/${shortName(type)}.md)`)
      .join('\n')}\n`,
    `## Functions\n\n${rolecallProvider.functions.map(({ name }) => `- [${name}](functions/${name}.md)`).join('\n')}\n`,
    '## Guides\n\n- [Role files](guides/role-files.md)\n- [Typed permissions](guides/typed-permissions.md)\n- [The same words everywhere](guides/same-words.md)\n- [Role files and roles in TypeScript](guides/role-files-in-code.md)\n- [Permissions, with their risk](guides/permissions.md)\n- [Catalogs](guides/catalogs.md)\n- [Configuration](guides/configuration.md)\n- [The rolecall command](guides/command.md)\n- [Several organizations and tenants](guides/several-organizations.md)\n- [Role options](role-options.md)\n- [Moving in from another provider](moving-in.md)\n- [Unit tests of stacks](guides/unit-tests.md)\n- [Pulumi](guides/pulumi.md)\n- [Platforms and versions](guides/platforms-and-versions.md)\n- [Upgrading and lock files](guides/upgrading.md)\n- [Troubleshooting](guides/troubleshooting.md)\n',
    '## Problems\n\nEach problem code of the plan, the linter and the editor has [a page](problems/README.md). Faults of networks, platforms and processes have [a page of their own](what-can-go-wrong.md).\n',
  ].join('\n'),
})

const severalOrganizationsPage = (examples: URL): ReferencePage => ({
  path: 'guides/several-organizations.md',
  text: [
    frontMatter('Several organizations and tenants', 'One provider block for each credential, or one for all.'),
    '# Several organizations and tenants\n',
    'A credential that opens one organization or tenant takes a provider block of its own, with an `alias`. A credential ' +
      'that opens several Astro organizations takes one block for all of them, and each role says with ' +
      "`organization_id` where it belongs. Northflank's token says by itself which organization it opens, and a JITSudo " +
      'credential belongs to one tenant, so those always take a block each. The teams of one Northflank organization ' +
      'need none: each team role says its `team_id`.\n',
    `## Example\n\n${fence('run in example', 'hcl', example(examples, 'several-organizations/main.tf'))}`,
    'Variables of the environment fill what a block leaves out, in every block alike. So where there are several ' +
      'organizations, write their ids and credentials into the blocks, and leave to the environment what they share.\n',
    'In OpenTofu one block with an `alias` and a `for_each` does for all of them: a resource with the same `for_each` ' +
      'takes its instances by `provider = rolecall.by_place[each.key]`.\n',
    'A role file names the block with `$provider: research`; without it the one that has no alias deploys the role. ' +
      'Roles of one name in two organizations do not get in each other’s way.\n',
    '`rolecall sandbox --json` has two organizations or tenants of each platform to try this with: it prints all of them, ' +
      'with their tokens, as `tenants`.\n',
  ].join('\n'),
})

/** All pages. `examples` is the directory with the configurations they show. */
export const pages = (examples: URL): readonly ReferencePage[] => [
  providerPage(rolecallProvider.schema.attributes, examples),
  ...adapters.flatMap(({ platform }) =>
    platform.roleTypes.map((roleType) => {
      const resource = rolecallProvider.resources.find(({ type }) => type === `rolecall_${roleType.name}`)
      if (!resource) throw new Error(`There is no resource for ${roleType.name}.`)
      return resourcePage(roleType, resource, examples)
    }),
  ),
  ...adapters.flatMap(({ platform }) =>
    platform.roleTypes.flatMap((roleType) => {
      const list = rolecallProvider.resources.find(({ type }) => type === `rolecall_${roleType.name}`)?.list
      return list ? [listPage(roleType, list.schema.description, lines(list.schema.attributes, 0).join('\n'))] : []
    }),
  ),
  ...rolecallProvider.dataSources.map((each) => dataSourcePage(each, examples)),
  ...rolecallProvider.functions.map((each) => functionPage(each, examples)),
  severalOrganizationsPage(examples),
  commandPage,
  permissionsPage,
  sameWordsPage,
  { path: 'role-file.schema.json', text: `${JSON.stringify(roleFileSchema(), null, 1)}\n` },
]
