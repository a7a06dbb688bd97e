/** The servers that are compared: ours, and the YAML server that most editors use, with what ours knows as a JSON Schema. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { prepare } from '../editors/prepare.mjs'
import { deploymentPermissions } from './role-files.mjs'

const ours = fileURLToPath(new URL('../../extension/bin/rolecall-language-server.js', import.meta.url))
const published = new URL('../../provider/docs/role-file.schema.json', import.meta.url)

/** The published schema takes what no catalog knows; this one takes nothing else, so that both say the same of a file. */
const strictSchema = async () => {
  const schema = JSON.parse(await readFile(published, 'utf8'))
  schema.definitions.astro_role.properties.permissions = { type: 'array', items: { enum: deploymentPermissions } }
  return schema
}

export const rolecall = { name: 'rolecall', start: () => ({ args: [ours, '--stdio'], settings: {} }) }

export const yamlServer = {
  name: 'yaml-language-server',
  start: async (folder) => {
    const path = join(folder.path, 'strict.schema.json')
    await writeFile(path, JSON.stringify(await strictSchema()))
    const yaml = {
      schemas: { [pathToFileURL(path).href]: '*.roles.yaml' },
      schemaStore: { enable: false },
      validate: true,
      completion: true,
      hover: true,
    }
    return { args: [prepare().yamlServer, '--stdio'], settings: { yaml } }
  },
}
