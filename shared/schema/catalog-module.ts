/** The types that ship: the permissions of the shipped catalogs, by platform and scope. */
import { shippedCatalog } from '../catalog/catalog.js'
import { risks } from '../model/risk.js'
import type { Platform } from '../platforms/platform.js'
import { platforms } from '../platforms/registry.js'
import { members, pascalCase, permissionInterfaces, typedPermissions } from './permission-types.js'

const head = `// Generated from the catalogs of the platforms.

// What does not say \`export\` is not exported.
export {}

declare const token: unique symbol

/** A string that is known later than the compiler runs: \`fromToken\` makes one of a token. */
export type TokenString = string & { readonly [token]: true }

declare const listed: unique symbol

/** A permission that was looked up in a catalog, by \`permissions\`. */
export type ListedPermission = string & { readonly [listed]: true }

/** Platforms of which only the permissions below count. \`rolecall catalog types --closed\` adds them. */
export interface ClosedCatalogs {}

/** Its segments are looked at when the stack is synthesized. */
type Pattern = \`\${string}*\${string}\`

/** Where no permission is known, and in a catalog that is not closed, any string may be one. */
type PermissionOf<Platform extends string, Known> = [keyof Known] extends [never]
  ? string
  : (keyof Known & string) | (Platform extends keyof ClosedCatalogs ? Pattern | TokenString | ListedPermission : string & {})
`

const interfacesOf = (platform: Platform): string =>
  permissionInterfaces(platform)
    .map(({ scope, name }) => {
      const where = scope === null ? '' : ` in the scope \`${scope}\``
      const body = members(typedPermissions(shippedCatalog(platform), scope), '  ')
      return `/** Permissions of ${platform.title}${where}. */\nexport interface ${name} {${body && `\n${body}`}}\n`
    })
    .join('\n')

const typeOf = (platform: Platform): string => {
  const name = pascalCase(platform.key)
  const key = JSON.stringify(platform.key)
  const interfaces = permissionInterfaces(platform)
  const scopes = interfaces.filter(({ scope }) => scope !== null)
  if (scopes.length === 0) {
    const known = interfaces.map((one) => one.name).join(' & ')
    return `/** A permission of ${platform.title}. */\nexport type ${name}Permission = PermissionOf<${key}, ${known}>\n`
  }
  return [
    `interface ${name}Scopes {`,
    ...scopes.map(({ scope, name: known }) => `  ${JSON.stringify(scope)}: ${known}`),
    '}\n',
    `/** A permission of ${platform.title} in one of its scopes; where that is not known yet, in any. */`,
    `export type ${name}Permission<Scope extends string = string> = Scope extends keyof ${name}Scopes`,
    `  ? PermissionOf<${key}, ${name}Scopes[Scope]>`,
    `  : ${name}Permission<keyof ${name}Scopes>\n`,
  ].join('\n')
}

const union = (words: readonly string[]): string => words.map((word) => JSON.stringify(word)).join(' | ')

/** The text of the module. */
export const catalogModule = (): string =>
  [
    head,
    `/** What a permission lets its holder break, least first. */\nexport type Risk = ${union(risks)}\n`,
    `export type PlatformKey = ${union(platforms.map(({ key }) => key))}\n`,
    ...platforms.flatMap((platform) => [interfacesOf(platform), typeOf(platform)]),
  ].join('\n')
