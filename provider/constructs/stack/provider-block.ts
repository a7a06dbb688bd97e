/** What a provider construct says of problems and catalogs, as far as it is known at synth. */
import { join } from 'node:path'
import { isProblemCode } from '@rolecall/shared/model/problem.js'
import type { SeverityMap } from '@rolecall/shared/rules/severity.js'
import { isBlockSeverity } from '@rolecall/shared/rules/severity.js'
import type { ReadCatalog } from '@rolecall/shared/workspace/folder.js'
import type { ProviderBlock } from '@rolecall/shared/workspace/rules.js'
import { readCatalog } from '../../workspace-files.js'
import type { TerraformProvider } from '../core.js'
import { App, Manifest, TerraformStack, Token } from '../core.js'

/** Whichever library made it; what a setter changes counts. */
type Settings = TerraformProvider & {
  readonly severityInput?: { readonly [code: string]: unknown }
  readonly catalogsInput?: readonly unknown[]
}

/** Where Terraform runs, from which the paths of the block are seen. */
const directoryOf = (provider: TerraformProvider): string => {
  const stack = TerraformStack.of(provider)
  return App.isApp(stack.node.root) ? join(stack.node.root.outdir, Manifest.stacksFolder, stack.node.id) : process.cwd()
}

const severityOf = (given: object): SeverityMap =>
  Object.fromEntries(
    Object.entries(given).flatMap(([code, word]) =>
      isProblemCode(code) && isBlockSeverity(word) ? [[code, word]] : [],
    ),
  )

const isKnown = (path: unknown): path is string => typeof path === 'string' && !Token.isUnresolved(path)

type Read = ProviderBlock & {
  readonly severityInput: unknown
  readonly catalogsInput: unknown
  readonly unusable: readonly string[]
}

const cannotUse = ({ file, error }: ReadCatalog & { readonly error: string }): string =>
  `The catalog ${file} cannot be used: ${error}`

const read = (provider: TerraformProvider, { severityInput, catalogsInput }: Settings): Read => {
  const paths = Array.isArray(catalogsInput) && !Token.isUnresolved(catalogsInput) ? catalogsInput.filter(isKnown) : []
  const catalogs = paths.map((path) => readCatalog(directoryOf(provider), path))
  return {
    severityInput,
    catalogsInput,
    severity: severityOf(severityInput ?? {}),
    catalogs: catalogs.flatMap((one) => ('catalog' in one ? [one] : [])),
    unusable: catalogs.flatMap((one) => ('error' in one ? [cannotUse(one)] : [])),
  }
}

const blocks = new WeakMap<TerraformProvider, Read>()

/** The same object until the construct says something else; null where it says nothing. */
export const blockOf = (provider: TerraformProvider): Read | null => {
  const settings = provider as Settings
  const { severityInput, catalogsInput } = settings
  if (severityInput === undefined && catalogsInput === undefined) return null
  const before = blocks.get(provider)
  if (before && before.severityInput === severityInput && before.catalogsInput === catalogsInput) return before
  const block = read(provider, settings)
  blocks.set(provider, block)
  return block
}
