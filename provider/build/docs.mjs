/** `npm run docs`: writes the pages and files under docs/ that are made from the role types. */
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** The sources are TypeScript: bundled in memory and imported from there. */
const load = async (entry) => {
  const { outputFiles } = await build({ absWorkingDir: root, entryPoints: [entry], bundle: true, format: 'esm', platform: 'node', write: false })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
}

const { roleFileSchema } = await load('../shared/schema/role-file-schema.ts')
await writeFile(join(root, 'docs/role-file.schema.json'), `${JSON.stringify(roleFileSchema(), null, 1)}\n`)
