/** Role files by the number, all different, all in order. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const catalog = new URL('../../shared/platforms/astro/catalog.json', import.meta.url)

/** What a Deployment role may grant. */
export const deploymentPermissions = JSON.parse(await readFile(catalog, 'utf8'))
  .permissions.filter(({ scopes, status }) => scopes.includes('DEPLOYMENT') && status === 'documented')
  .map(({ value }) => value)

/** Spread over the catalog, each once, and the same in every run. */
export const permissionsOf = (number, count) =>
  Array.from(
    { length: count },
    (_, index) => deploymentPermissions[(number * 7 + index) % deploymentPermissions.length],
  )

export const roleText = (number, { permissions = 8 } = {}) =>
  [
    `  role_${number}:`,
    `    name: Role_${number}`,
    `    description: What role ${number} is for.`,
    '    scope_type: DEPLOYMENT',
    '    permissions:',
    ...permissionsOf(number, permissions).map((value) => `      - ${value}`),
    '',
  ].join('\n')

export const roleFileText = (first, count) =>
  `version: 1\nastro_role:\n${Array.from({ length: count }, (_, index) => roleText(first + index)).join('')}`

export const writeRoleFiles = async (directory, { files, rolesPerFile }) => {
  await mkdir(directory, { recursive: true })
  for (let file = 0; file < files; file += 1) {
    const folder = join(directory, `team-${Math.floor(file / 100)}`)
    if (file % 100 === 0) await mkdir(folder, { recursive: true })
    await writeFile(join(folder, `roles-${file}.roles.yaml`), roleFileText(file * rolesPerFile, rolesPerFile))
  }
}
