/** The text of the classes of the roles and of the provider, one over each binding: a new platform needs no line of code here. */
import { createRequire } from 'node:module'

const { homePage } = createRequire(import.meta.url)('@rolecall/shared/model/home.json')

export const documentation = `${homePage}/blob/main/provider/docs`

export const wordsOf = (description) => description.replaceAll('*/', '* /').trim().replaceAll('\n', '\n * ')

export const classNameOf = (name) => name.replaceAll(/(?:^|_)(.)/g, (_, letter) => letter.toUpperCase())

/** What the binding's own interface of attributes is imported as. */
export const bindingConfig = (className) => `${className}BindingConfig`

const folderOf = (name) => name.replaceAll('_', '-')

const importsOf = ({ name, className }) =>
  [
    `import { ${className} as ${className}Binding } from './${folderOf(name)}/index.js'`,
    `import type { ${className}Config as ${bindingConfig(className)} } from './${folderOf(name)}/index.js'`,
  ].join('\n')

const classOf = ({ name, description, className, config }) => `
${config.text}
/**
 * ${wordsOf(description)}
 *
 * Permissions may be patterns: a segment \`*\` stands for one segment, a final \`**\` for one or more.
 * They are expanded at synth, and what the role grants is checked there.
 * @see {@link ${documentation}/resources/${name}.md}
 */
export class ${className} extends ${className}Binding {
  public constructor(scope: Construct, id: string, config: ${config.parameter}) {
    super(scope, id, config as unknown as ${bindingConfig(className)})
    checkAtSynth(this, '${name}', () => super.synthesizeAttributes())
  }

  protected override synthesizeAttributes(): { [name: string]: any } {
    return expandedAttributes(this, '${name}', super.synthesizeAttributes())
  }
}
`

/** Names of the catalog's types that the classes speak of. */
const typesIn = (classes) => {
  const names = classes.flatMap(({ config }) => config.text.match(/\b(?:\w+Permission|TokenString)\b/g) ?? [])
  return [...new Set(names)].sort()
}

const providerClass = ({ className, description, config }) => `
${config}
/**
 * ${wordsOf(description)}
 * @see {@link ${documentation}/index.md}
 */
export class ${className} extends ${className}Binding {
  public constructor(scope: Construct, id: string, config: ${className}Config = {}) {
    super(scope, id, config as unknown as ${bindingConfig(className)})
  }
}
`

export const roleClasses = (classes, provider) =>
  [
    '// Generated from the registry of platforms and the schema of the provider by provider/build/role-classes.mjs.',
    "import type * as cdktf from 'cdktf'",
    "import type { Construct } from '../core.js'",
    "import { checkAtSynth, expandedAttributes } from '../checked-role.js'",
    `import type { ${typesIn(classes).join(', ')} } from './catalog.js'`,
    ...[...classes, provider].map(importsOf),
    `export type { ${typesIn(classes).join(', ')} } from './catalog.js'`,
    ...classes.map(classOf),
    providerClass(provider),
  ].join('\n')
