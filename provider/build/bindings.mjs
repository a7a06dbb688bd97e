/**
 * Bindings for CDKTF, made by its own generator from the schema that our provider reports: no network,
 * no Terraform. What the generator does not do well is done over afterwards.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { documentation, roleClasses, wordsOf } from './role-classes.mjs'

const require = createRequire(import.meta.url)

/** In full, since a short one would be looked up again under OpenTofu's own registry. */
const source = 'registry.terraform.io/rolecall/rolecall'

/** The package's own entry point loads jsii, which it does not depend on: https://github.com/hashicorp/terraform-cdk/issues/3744 */
const loadGenerator = () => {
  // Loading it starts `terraform version`, prints what that complains of, and reports it over the network.
  Object.assign(process.env, { CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: devNull })
  const theirs = createRequire(require.resolve('@cdktf/provider-generator/package.json'))
  const { CodeMaker } = theirs('codemaker')
  const { ConstructsMakerProviderTarget, LANGUAGES, TerraformProviderConstraint } = theirs('@cdktf/commons')
  const { TerraformProviderGenerator } = theirs('@cdktf/provider-generator/lib/get/generator/provider-generator.js')
  const constraint = (version) =>
    new TerraformProviderConstraint({ name: 'rolecall', source, version: `~> ${version}` })
  const target = (version) => new ConstructsMakerProviderTarget(constraint(version), LANGUAGES[0])
  return { create: (schema) => new TerraformProviderGenerator(new CodeMaker(), schema), target }
}

/** Nested attributes are attributes, but the generator writes them as blocks in HCL. */
const hclBody = `  protected synthesizeHclAttributes(): { [name: string]: any } {
    return Object.fromEntries(
      Object.entries(this.synthesizeAttributes())
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, { value, isBlock: false, type: 'any', storageClassType: 'any' }]),
    )
  }
}
`

/** Links to a registry where the provider is not, and words that say nothing, become documentation. */
const polish = (text, { page, description }) =>
  text
    .replace(
      /^\/\/ https:.*\n\/\/ generated.*\n/,
      `// Generated from the provider's schema by provider/build/bindings.mjs.\n// @ts-nocheck\n`,
    )
    .replaceAll(/\n *\*\n *\* Docs at Terraform Registry: .*/g, '')
    .replaceAll(/\n *\/\*\*\n *\* Docs at Terraform Registry: .*\n *\*\//g, '')
    .replaceAll(
      /\/\*\*\n\* Represents a \{@link .*\}\n\*\//g,
      `/**\n * ${wordsOf(description)}\n * @see {@link ${documentation}/${page}}\n */`,
    )
    .replaceAll(
      /https:\/\/registry\.terraform\.io\/providers\/rolecall\/rolecall\/[^ }#]*/g,
      `${documentation}/${page}`,
    )
    .replaceAll(/^( *)\* Create a new \{@link \S+ (\S+)\} .*$/gm, '$1* Adds `$2` to the stack.')
    .replace(/^import \* as cdktf/m, "import { refuseForeignCore } from '../../foreign-core.js';\n$&")
    .replace(/^ {4}super\(scope, id, /m, '    refuseForeignCore(scope);\n$&')
    // The core would write the keys of a map as it writes names: `RC001` as `rc001`. It leaves alone what it resolves itself.
    .replaceAll(/cdktf\.hashMapper\(.*\)\((this\.\w+)\)/g, '$1 && cdktf.Token.asAny($&)')
    .replace(/ {2}protected synthesizeHclAttributes\(\)[\s\S]*$/, hclBody)

/** What a folder of the generator is about: its class, page and description. */
const subjectOf = (folder, schema) => {
  const { provider, resource_schemas: resources, data_source_schemas: dataSources } = schema.provider_schemas[source]
  if (folder === 'provider') return { page: 'index.md', description: provider.block.description ?? '' }
  const isData = folder.startsWith('data-rolecall-')
  const name = folder.replace(/^data-rolecall-/, '').replaceAll('-', '_')
  const { block } = (isData ? dataSources : resources)[`rolecall_${name}`]
  return { page: `${isData ? 'data-sources' : 'resources'}/${name}.md`, description: block.description ?? '' }
}

/** Writes the bindings to a directory, one folder for each resource, data source and the provider. */
export const writeBindings = async (directory, temporary, { schema, version, classes, provider, catalog }) => {
  const { create, target } = loadGenerator()
  const generator = create({ ...schema, provider_versions: { [source]: version } })
  generator.generate(target(version))
  try {
    await generator.save(temporary)
    const generated = join(temporary, 'providers/rolecall')
    const folders = (await readdir(generated, { withFileTypes: true })).filter((entry) => entry.isDirectory())
    const done = join(temporary, 'done')
    for (const { name } of folders) {
      const text = await readFile(join(generated, name, 'index.ts'), 'utf8')
      await mkdir(join(done, name), { recursive: true })
      await writeFile(join(done, name, 'index.ts'), polish(text, subjectOf(name, schema)))
    }
    await writeFile(join(done, 'roles.ts'), roleClasses(classes, provider))
    await writeFile(join(done, 'catalog.d.ts'), catalog)
    await rm(directory, { recursive: true, force: true })
    await rename(done, directory)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}
