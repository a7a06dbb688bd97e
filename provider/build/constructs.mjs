import { createHash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { buildVersion } from '../../.ci/version.mjs'
import { writeBindings } from './bindings.mjs'
import { compileLibrary, libraryParts } from './library.mjs'
import { bindingConfig, classNameOf } from './role-classes.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const sources = join(root, 'constructs')
const bindings = join(sources, 'bindings')
const dist = join(root, 'dist')
const { version: generator } = createRequire(import.meta.url)('@cdktf/provider-generator/package.json')
const version = buildVersion()

/** What the provider says of itself, and the kinds of roles it has: read from its sources, not from a running Terraform. */
const describeProvider = async () => {
  const path = join(root, 'dist', `.describe-${process.pid}.mjs`)
  const contents = `
    export { roleTypes } from '@rolecall/shared/platforms/registry.js'
    export { catalogModule } from '@rolecall/shared/schema/catalog-module.js'
    export { roleConfig } from '@rolecall/shared/schema/role-config.js'
    export { providerConfig } from './build/provider-config.js'
    import { createProviderServer } from './framework/server.js'
    import { providerSchemaJson } from './framework/schema-json.js'
    import { rolecallProvider } from './roles/provider.js'
    export { rolecallProvider }
    const quiet = () => {}
    const log = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet }
    export const schema = providerSchemaJson(createProviderServer(rolecallProvider, { log }))
  `
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    define: { ROLECALL_VERSION: JSON.stringify(version) },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'warning',
    outfile: path,
  })
  try {
    const { schema, rolecallProvider, roleTypes, roleConfig, providerConfig, catalogModule } = await import(
      pathToFileURL(path).href
    )
    const classes = roleTypes.map((type) => {
      const { name, description } = type
      const className = classNameOf(name)
      return { name, description, className, config: roleConfig(type, bindingConfig(className)) }
    })
    const className = classNameOf('rolecall_provider')
    const { description } = rolecallProvider.schema
    const provider = { name: 'provider', description, className, config: providerConfig(className) }
    return { schema, version, classes, provider, catalog: catalogModule() }
  } finally {
    await rm(path, { force: true })
  }
}

const filesBelow = async (directory, ending) => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(bindings) && !path.includes('/dist/') && !path.includes('/node_modules/'))
    .sort()
}

/** Everything the library is made of. Of the provider itself only what it says of itself counts. */
const fingerprint = async (description) => {
  const hash = createHash('sha256').update(JSON.stringify({ description, generator }))
  const paths = [
    ...(await filesBelow(sources, /\.ts$/)),
    ...(await filesBelow(join(root, '../shared'), /\.(?:ts|json)$/)),
    ...(await filesBelow(join(root, 'build'), /\.mjs$/)),
    join(root, 'config-file.ts'),
    join(root, 'read-regular.ts'),
    join(root, 'workspace-files.ts'),
    // The versions of what is bundled.
    join(root, '../package-lock.json'),
  ]
  for (const path of paths) hash.update(path.slice(root.length)).update(await readFile(path))
  return hash.digest('hex')
}

/** The bindings, and each part of the library, say what they were made from. */
const stampFiles = [bindings, ...libraryParts.map((part) => join(dist, part))].map((directory) =>
  join(directory, '.inputs'),
)

const isStamped = async (path, stamp) => (await readFile(path, 'utf8').catch(() => '')) === stamp

/** The CDKTF library in dist: bindings by CDKTF's own generator, and our constructs over them. */
export const buildConstructs = async () => {
  const description = await describeProvider()
  const stamp = await fingerprint(description)
  const current = await Promise.all(stampFiles.map((path) => isStamped(path, stamp)))
  if (current.every(Boolean)) return
  await writeBindings(bindings, join(dist, `.bindings-${process.pid}`), description)
  await compileLibrary(sources, dist, version)
  await Promise.all(stampFiles.map((path) => writeFile(path, stamp)))
}
