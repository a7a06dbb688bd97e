/** `rolecall-types.d.ts`: the permissions of a workspace's catalogs, added to the types that ship. */
import type { Catalog } from '../catalog/catalog.js'
import { members, permissionInterfaces, typedPermissions, typesModule } from './permission-types.js'

export const typesFile = 'rolecall-types.d.ts'

/** How the file begins, so that none that somebody wrote is taken for it. */
export const typesMark = '// Written by `rolecall catalog types`'

const interfaceOf = (name: string, keys: readonly string[]): string =>
  keys.length === 0 ? '' : `  interface ${name} {\n${members(keys, '    ')}  }\n`

const interfacesOf = (catalog: Catalog): readonly string[] =>
  permissionInterfaces(catalog.platform).map(({ scope, name }) => interfaceOf(name, typedPermissions(catalog, scope)))

/** With `closed`, permissions that a catalog does not know do not compile. Where none are known, any goes. */
export const workspaceTypes = (catalogs: readonly Catalog[], closed: boolean): string => {
  const sealed = closed ? catalogs.filter((catalog) => countTyped(catalog) > 0).map(({ platform }) => platform.key) : []
  const interfaces = [interfaceOf('ClosedCatalogs', sealed), ...catalogs.flatMap(interfacesOf)]
  return [
    `${typesMark}; write it again after \`rolecall catalog refresh\`.`,
    'export {}\n',
    `declare module '${typesModule}' {`,
    `${interfaces.filter((text) => text !== '').join('\n')}}\n`,
  ].join('\n')
}

/** How many permissions of a platform have a type. */
export const countTyped = (catalog: Catalog): number =>
  new Set(permissionInterfaces(catalog.platform).flatMap(({ scope }) => typedPermissions(catalog, scope))).size
