import { problemAt } from '@rolecall/shared/check/problem-at.js'
import { spanIn } from '@rolecall/shared/documents/locate.js'
import { wrongAttribute } from '@rolecall/shared/rules/wrong-attribute.js'
import { problemLine } from '@rolecall/shared/text/other-places.js'
import type { Construct, TerraformProvider } from '../core.js'
import { ensureProvider, stackProviders, usualProvider } from '../stack/stack-providers.js'
import type { ProviderFor } from './file-problems.js'
import type { FileRole } from './file-role.js'

/** Who serves the roles of a construct, as far as the stack tells by now. */
export const providersNow = (construct: Construct, fallback: TerraformProvider | undefined): ProviderFor => {
  const providers = stackProviders(construct)
  const usual = fallback ?? usualProvider(construct)
  return (site) => (site?.provider && providers.find(({ alias }) => alias === site.provider?.text)) ?? usual
}

/** Gives each role of a construct the provider its file names, or else `fallback`. One line for each that is not there. */
export const settleProviders = (
  construct: Construct,
  roles: readonly FileRole[],
  fallback: TerraformProvider | undefined,
): readonly string[] => {
  if (!fallback) ensureProvider(construct)
  const providers = stackProviders(construct)
  const problems: string[] = []
  for (const { site, document, resource } of roles) {
    const { provider: wanted, import: imported } = site
    const named = wanted && providers.find(({ alias }) => alias === wanted.text)
    if (wanted && !named) {
      const aliases = providers.flatMap(({ alias }) => (alias ? [alias] : []))
      const message = `The stack has no rolecall provider with the alias \`${wanted.text}\`. It has ${aliases.join(', ') || 'none with an alias'}.`
      problems.push(problemLine(problemAt(spanIn(document, wanted.node), wrongAttribute, message, site.role.key)))
    }
    const provider = named ?? fallback
    if (provider) resource.provider = provider
    if (imported) resource.importFrom(imported.text, provider)
  }
  return problems
}
