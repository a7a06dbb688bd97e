/** What holds for a whole stack when all of it is made. Found once for each synth, not for each role. */
import type { Risk } from '@rolecall/shared/model/risk.js'
import { isRisk } from '@rolecall/shared/model/risk.js'
import type { TerraformResource } from '../core.js'
import { type Construct, TerraformStack } from '../core.js'
import { blockOf } from './provider-block.js'
import { repeatedInStack } from './repeated-in-stack.js'
import { reportAtSynth } from './report.js'
import type { RoleProvider } from './stack-providers.js'
import { createProviderFinder, stackProviders } from './stack-providers.js'
import { rulesOf } from './synth-rules.js'

type ProviderFinder = (role: TerraformResource) => RoleProvider

const finders = new WeakMap<TerraformStack, ProviderFinder>()

const watched = new WeakSet<TerraformStack>()

const finderOf = (stack: TerraformStack): ProviderFinder => {
  const finder = finders.get(stack) ?? createProviderFinder(stack)
  finders.set(stack, finder)
  return finder
}

/** Has the roles of a construct's stack compared at synth. A stack is looked at before what is in it. */
export const watchStack = (construct: Construct): void => {
  const stack = TerraformStack.of(construct)
  if (watched.has(stack)) return
  watched.add(stack)
  reportAtSynth(stack, () => {
    finders.delete(stack)
    const { errors, warnings } = repeatedInStack(stack, finderOf(stack))
    const unusable = stackProviders(stack).flatMap((provider) => blockOf(provider)?.unusable ?? [])
    return { errors, warnings: [...warnings, ...unusable] }
  })
}

/** The limit for a role: that of its provider, else that of the configuration; null: any blast radius. */
export const limitOf = (role: TerraformResource): Risk | null => {
  const limit = finderOf(TerraformStack.of(role))(role).settings['max_blast_radius']
  return isRisk(limit) ? limit : rulesOf(role).config.maxBlastRadius
}
